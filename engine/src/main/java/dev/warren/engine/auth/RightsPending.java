package dev.warren.engine.auth;

import java.util.concurrent.CompletionStage;

/// A right has been asked for elsewhere, and the answer is not there yet. What needed it changed
/// nothing so far; it is to be done again from its beginning when the answer has been remembered.
public final class RightsPending extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AskedRights rights;
    private final transient Question question;
    private final transient CompletionStage<Verdict> answer;

    RightsPending(AskedRights rights, Question question, CompletionStage<Verdict> answer) {
        super("a right is being asked for", null, false, false);
        this.rights = rights;
        this.question = question;
        this.answer = answer;
    }

    /// Completes on any thread.
    public CompletionStage<Verdict> answer() {
        return answer;
    }

    /// Keeps the answer for whoever needs it. On the lane of the connection.
    public void remember(Verdict verdict) {
        rights.remember(question, verdict);
    }
}
