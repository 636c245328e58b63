package dev.warren.engine.auth;

import java.util.concurrent.CompletionStage;

/// Decides elsewhere what a user may do. May ask another machine, hence the stage; never blocks.
public interface Authorizer {

    /// Who asks: a user, in a virtual host, from an address (`127.0.0.1`).
    record Asker(User user, String vhost, String address) {}

    /// Any thread. The stage may complete on any thread, and fails only by our own fault: who
    /// cannot be asked is a [Verdict.Failed].
    CompletionStage<Verdict> ask(Asker asker, Question.Single question);
}
