package dev.warren.engine.auth;

import dev.warren.codec.value.Bytes;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How a new password is checked and hashed.
public record PasswordRules(HashAlgorithm algorithm, CredentialValidator validator) {

    public static final PasswordRules STANDARD =
            new PasswordRules(HashAlgorithm.SHA256, new CredentialValidator.AcceptEverything());

    /// Why the password is refused, or null when it is not.
    public @Nullable String problemOrNull(Bytes password) {
        return password.length() == 0
                ? "user cannot have a blank password"
                : validator.problemOrNull(password);
    }

    /// The hash of a password that was checked.
    public PasswordHash hash(Bytes password, RandomGenerator random) {
        return PasswordHash.of(algorithm, password, random);
    }
}
