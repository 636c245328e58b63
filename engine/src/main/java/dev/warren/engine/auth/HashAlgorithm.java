package dev.warren.engine.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a password is hashed, by RabbitMQ's names, which stand in exported definitions.
public enum HashAlgorithm {
    SHA256("rabbit_password_hashing_sha256", "SHA-256"),
    SHA512("rabbit_password_hashing_sha512", "SHA-512"),
    /// For users imported from old files; never chosen for a new password.
    MD5("rabbit_password_hashing_md5", "MD5");

    private final String id;
    private final String digest;

    HashAlgorithm(String id, String digest) {
        this.id = id;
        this.digest = digest;
    }

    /// The name in definitions: `rabbit_password_hashing_sha256`.
    public String id() {
        return id;
    }

    public static @Nullable HashAlgorithm byIdOrNull(String id) {
        return Arrays.stream(values()).filter(a -> a.id.equals(id)).findFirst().orElse(null);
    }

    byte[] hash(byte[] salt, byte[] password) {
        MessageDigest digester = newDigest();
        digester.update(salt);
        return digester.digest(password);
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + digest, e);
        }
    }
}
