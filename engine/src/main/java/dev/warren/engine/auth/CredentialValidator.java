package dev.warren.engine.auth;

import dev.warren.codec.value.Bytes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says whether a password may be given to a user. Not asked at a login, nor for a password that
/// comes as a hash.
public sealed interface CredentialValidator {

    /// What is wrong with it, in RabbitMQ's words; null when nothing is. A blank password is judged
    /// by [PasswordRules].
    @Nullable String problemOrNull(Bytes password);

    record AcceptEverything() implements CredentialValidator {
        @Override
        public @Nullable String problemOrNull(Bytes password) {
            return null;
        }
    }

    record MinLength(int bytesMin) implements CredentialValidator {
        @Override
        public @Nullable String problemOrNull(Bytes password) {
            return password.length() >= bytesMin
                    ? null
                    : "minimum required password length is " + bytesMin;
        }
    }

    /// The expression may be found anywhere in the password.
    record Matching(Pattern expression) implements CredentialValidator {
        @Override
        public @Nullable String problemOrNull(Bytes password) {
            return expression.matcher(password.toString()).find()
                    ? null
                    : "provided password does not match the validator regular expression";
        }
    }
}
