package dev.warren.engine.auth;

/// Who knows a user's rights in a virtual host: the broker itself ([Rights]), or somebody who has
/// to be asked ([AskedRights]).
public sealed interface Judge permits Rights, AskedRights {

    /// Throws [RightsPending] when the answer is not there yet.
    Verdict judge(User user, String vhost, Question question);
}
