package dev.warren.server.links;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.LoginAttempt;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Proof;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserDirectory;
import dev.warren.engine.auth.Verdict;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Who may come in by the door of links: who knows a secret that is made at each start and never
/// leaves the process. With one half of it comes the node itself, which may do anything; with the
/// other a user of the broker, with the rights of that user.
final class LinkSecret implements Authenticator {

    /// What the node is called as a user, as in RabbitMQ.
    static final String NODE = "none";

    private static final int BYTES = 32;

    /// It may publish what others have signed.
    private static final User THE_NODE =
            new User(NODE, PasswordHash.NONE, Set.of(User.IMPERSONATOR));

    private static final Authorizer ANYTHING =
            (_, _) -> CompletableFuture.completedStage(Verdict.ALLOWED);

    private final String ofNode;
    private final String ofUser;
    private final UserDirectory users;

    private LinkSecret(String ofNode, String ofUser, UserDirectory users) {
        this.ofNode = ofNode;
        this.ofUser = ofUser;
        this.users = users;
    }

    static LinkSecret random(SecureRandom random, UserDirectory users) {
        return new LinkSecret(text(random), text(random), users);
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String ofNode() {
        return ofNode;
    }

    String ofUser() {
        return ofUser;
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        return CompletableFuture.completedStage(decide(attempt));
    }

    private Login decide(LoginAttempt attempt) {
        if (attempt.fromLoopback() && attempt.proof() instanceof Proof.Password(Bytes given)) {
            if (isSame(given, ofNode)) {
                return new Login.Accepted(THE_NODE, ANYTHING);
            }
            User user = users.userOrNull(attempt.user());
            if (isSame(given, ofUser) && user != null) {
                return new Login.Accepted(user);
            }
        }
        return new Login.Refused("user '" + attempt.user() + "' - no link of this node");
    }

    private static boolean isSame(Bytes given, String secret) {
        return MessageDigest.isEqual(given.array(), Bytes.of(secret).array());
    }
}
