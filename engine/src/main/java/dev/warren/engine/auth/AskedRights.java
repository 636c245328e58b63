package dev.warren.engine.auth;

import dev.warren.engine.auth.Authorizer.Asker;
import dev.warren.engine.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Rights that somebody else knows, and what one connection has been told of them. Owned by the
/// connection's lane.
///
/// What is allowed is remembered for a while, so that a message to a known exchange asks nobody.
/// What is refused serves the one who asked: the next one asks anew.
public final class AskedRights implements Judge {

    /// How many answers a connection remembers; the oldest goes first.
    static final int ANSWERS_MAX = 256;

    /// How long.
    static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(60);

    private record Answer(Verdict verdict, long untilNanos) {}

    private final Authorizer authorizer;
    private final String address;
    private final Clock clock;
    private final Map<Question, Answer> answers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
                    return size() > ANSWERS_MAX;
                }
            };

    /// @param address where the connection comes from
    public AskedRights(Authorizer authorizer, String address, Clock clock) {
        this.authorizer = authorizer;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Verdict judge(User user, String vhost, Question question) {
        Answer known = answers.get(question);
        if (known == null || clock.monotonicNanos() - known.untilNanos() >= 0) {
            throw new RightsPending(this, question, ask(new Asker(user, vhost, address), question));
        }
        if (!(known.verdict() instanceof Verdict.Allowed)) {
            answers.remove(question);
        }
        return known.verdict();
    }

    void remember(Question question, Verdict verdict) {
        answers.remove(question);
        answers.put(question, new Answer(verdict, clock.monotonicNanos() + ANSWER_NANOS));
    }

    private CompletionStage<Verdict> ask(Asker asker, Question question) {
        return switch (question) {
            case Question.Single single -> authorizer.ask(asker, single);
            case Question.Any(Resource resource) -> askFrom(0, asker, resource, null);
        };
    }

    /// One right after the other, until one is allowed; else as the first was answered.
    private CompletionStage<Verdict> askFrom(
            int index, Asker asker, Resource resource, @Nullable Verdict first) {
        Right[] rights = Right.values();
        if (first != null && index == rights.length) {
            return CompletableFuture.completedStage(first);
        }
        return authorizer
                .ask(asker, new Question.OfResource(rights[index], resource))
                .thenCompose(verdict ->
                        verdict instanceof Verdict.Allowed
                                ? CompletableFuture.completedStage(verdict)
                                : askFrom(
                                        index + 1,
                                        asker,
                                        resource,
                                        first == null ? verdict : first));
    }
}
