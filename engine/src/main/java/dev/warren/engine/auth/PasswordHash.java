package dev.warren.engine.auth;

import dev.warren.codec.value.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// A password as it is kept: salt and hash, in RabbitMQ's form, so that definitions can move both
/// ways.
///
/// ```
///   base64( salt, 4 bytes | hash(salt | password) )
/// ```
///
/// No bytes at all mean that no password opens this user.
public record PasswordHash(HashAlgorithm algorithm, Bytes saltAndHash) {

    public static final PasswordHash NONE = new PasswordHash(HashAlgorithm.SHA256, Bytes.EMPTY);

    private static final int SALT_LENGTH = 4;

    /// Hashes a new password with SHA-256 and a salt by the generator, which should be a secure
    /// one.
    public static PasswordHash of(String password, RandomGenerator random) {
        return of(HashAlgorithm.SHA256, Bytes.of(password), random);
    }

    public static PasswordHash of(HashAlgorithm algorithm, Bytes password, RandomGenerator random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        byte[] hash = algorithm.hash(salt, password.array());
        byte[] both = Arrays.copyOf(salt, SALT_LENGTH + hash.length);
        System.arraycopy(hash, 0, both, SALT_LENGTH, hash.length);
        return new PasswordHash(algorithm, Bytes.owned(both));
    }

    /// Reads what definitions hold. Throws [IllegalArgumentException] when it is not base64.
    public static PasswordHash fromBase64(HashAlgorithm algorithm, String text) {
        return new PasswordHash(algorithm, Bytes.owned(Base64.getDecoder().decode(text)));
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(saltAndHash.array());
    }

    /// Whether this is the password. A blank one never is. Takes the same time wherever the two
    /// differ.
    public boolean matches(Bytes password) {
        if (password.length() == 0 || saltAndHash.length() <= SALT_LENGTH) {
            return false;
        }
        byte[] kept = saltAndHash.array();
        byte[] salt = Arrays.copyOf(kept, SALT_LENGTH);
        byte[] hash = Arrays.copyOfRange(kept, SALT_LENGTH, kept.length);
        return MessageDigest.isEqual(hash, algorithm.hash(salt, password.array()));
    }

    /// Says nothing that helps to guess it.
    @Override
    public String toString() {
        return "PasswordHash[" + algorithm + "]";
    }
}
