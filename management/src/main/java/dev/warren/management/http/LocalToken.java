package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.engine.auth.AskedRights;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.Verdict;
import dev.warren.engine.broker.Broker;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The secret of one run of a node. Who knows it could read a file that only the owner of the node
/// may read, so it is an administrator with all rights. Any thread.
///
/// @param text what is sent as `Authorization: Bearer`
public record LocalToken(String text) {

    private static final int BYTES = 32;
    private static final String BEARER = "bearer ";

    /// As whom it acts. No user of the broker, though one may have the same name.
    public static final User OWNER =
            new User("rmq-local", PasswordHash.NONE, Set.of(User.ADMINISTRATOR));

    public static LocalToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LocalToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Whether the header names this secret. Takes as long for a wrong one as for the right one.
    boolean isIn(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return false;
        }
        String given = authorization.substring(BEARER.length()).strip();
        return MessageDigest.isEqual(given.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    /// Its rights are asked of one who always says yes.
    Caller caller(Broker broker, String address) {
        return new Caller(
                broker,
                OWNER,
                new AskedRights(
                        (_, _) -> CompletableFuture.completedStage(Verdict.ALLOWED),
                        address,
                        broker.clock()));
    }

    /// Keeps the secret out of logs.
    @Override
    public String toString() {
        return "LocalToken";
    }
}
