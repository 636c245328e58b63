package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Hashes of passwords as definition files have them. No node is asked.
final class PasswordHash {

    private static final int SALT_BYTES = 4;

    private PasswordHash() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                        Group.USERS,
                        "hash_password",
                        "<cleartext_password>",
                        0,
                        1,
                        "Hashes a plaintext password",
                        "Will hash password {0}",
                        PasswordHash::hash));
    }

    private static Outcome hash(Call call) {
        String password = call.argumentOrInput(0, "Password is not provided via argument or stdin");
        if (password.isEmpty()) {
            throw Refused.error(ExitStatus.USAGE, "password cannot be an empty string");
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return Outcome.value(call.node(), of(password, salt));
    }

    /// In base64: the salt, and the SHA-256 of salt and password. Pure.
    static String of(String password, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] hash = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(salt, salt.length + hash.length);
            System.arraycopy(hash, 0, both, salt.length, hash.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JVM without SHA-256", e);
        }
    }
}
