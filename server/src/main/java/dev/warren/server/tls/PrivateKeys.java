package dev.warren.server.tls;

import dev.warren.server.config.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Private keys out of PEM: PKCS#8, plain or encrypted, and the older forms for RSA (PKCS#1) and
/// elliptic curves (SEC 1). Pure.
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private PrivateKeys() {}

    /// A key that cannot be used, with the reason.
    static final class UnusableKeyException extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableKeyException(String reason) {
            super(reason);
        }
    }

    /// The first key in the file.
    static PrivateKey first(PemFile file, @Nullable Secret password) throws UnusableKeyException {
        for (PemFile.Block block : file.blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return decode(block, password);
            }
        }
        throw new UnusableKeyException("there is no private key in it");
    }

    private static PrivateKey decode(PemFile.Block block, @Nullable Secret password)
            throws UnusableKeyException {
        if (block.isEncryptedInTheOldWay()) {
            throw new UnusableKeyException(
                    "its key is encrypted in OpenSSL's old way; 'openssl pkcs8 -topk8' writes it anew");
        }
        byte[] bytes;
        try {
            bytes = block.bytes();
        } catch (IllegalArgumentException ignoredItIsReportedAsUnreadable) {
            throw new UnusableKeyException("its key is not in base 64");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> plain(bytes);
            case "ENCRYPTED PRIVATE KEY" -> decrypted(bytes, password);
            case "RSA PRIVATE KEY" -> plain(OlderKeys.rsa(bytes));
            case "EC PRIVATE KEY" -> plain(OlderKeys.ellipticCurve(bytes));
            default ->
                    throw new UnusableKeyException(
                            "a '" + block.label() + "' is not a key that can be used");
        };
    }

    private static PrivateKey plain(byte[] pkcs8) throws UnusableKeyException {
        for (String algorithm : ALGORITHMS) {
            PrivateKey key = keyOrNull(algorithm, pkcs8);
            if (key != null) {
                return key;
            }
        }
        throw new UnusableKeyException("its key is neither RSA nor of an elliptic curve");
    }

    private static @Nullable PrivateKey keyOrNull(String algorithm, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException ignoredItMayBeOfAnotherAlgorithm) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static PrivateKey decrypted(byte[] bytes, @Nullable Secret password)
            throws UnusableKeyException {
        if (password == null) {
            throw new UnusableKeyException("its key is encrypted, and there is no password for it");
        }
        try {
            var info = new EncryptedPrivateKeyInfo(bytes);
            // The name of the scheme as a whole is in its parameters.
            String scheme =
                    info.getAlgParameters() == null
                            ? info.getAlgName()
                            : info.getAlgParameters().toString();
            var key =
                    SecretKeyFactory.getInstance(scheme)
                            .generateSecret(new PBEKeySpec(password.text().toCharArray()));
            return plain(info.getKeySpec(key).getEncoded());
        } catch (InvalidKeyException | InvalidKeySpecException ignoredThereMayBeSecretsInIt) {
            throw new UnusableKeyException("its key cannot be decrypted with the password");
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableKeyException("the encryption of its key is not known here");
        }
    }
}
