package dev.warren.engine.auth;

import java.util.concurrent.CompletionStage;

/// Decides whether somebody is who they say. May ask another machine, hence the stage; never
/// blocks.
public interface Authenticator {

    /// Any thread. The stage may complete on any thread, and fails only by our own fault.
    CompletionStage<Login> login(LoginAttempt attempt);
}
