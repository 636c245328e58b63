package dev.warren.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.server.config.Secret;
import dev.warren.server.tls.PrivateKeys.UnusableKeyException;
import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PrivateKeysTest {

    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";

    @Test
    void plainKeysOfAllKindsAreRead() throws Exception {
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            Key key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

            assertThat(read("PRIVATE KEY", key.getEncoded(), null).getEncoded())
                    .isEqualTo(key.getEncoded());
        }
    }

    @Test
    void olderFormOfRsaIsRead() throws Exception {
        Key key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();

        assertThat(read("RSA PRIVATE KEY", inner(key.getEncoded()), null)).isEqualTo(key);
    }

    @Test
    void olderFormOfAnEllipticCurveIsReadByTheNameOfItsCurve() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        Key key = generator.generateKeyPair().getPrivate();
        byte[] withCurve = withCurve(inner(key.getEncoded()));

        Key read = read("EC PRIVATE KEY", withCurve, null);

        assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) key).getS());
        assertThatThrownBy(() -> read("EC PRIVATE KEY", inner(key.getEncoded()), null))
                .hasMessage("its key does not name its curve");
    }

    @Test
    void encryptedKeyNeedsItsPassword() throws Exception {
        Key key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        byte[] encrypted = encrypted(key, "open it");

        assertThat(read("ENCRYPTED PRIVATE KEY", encrypted, "open it")).isEqualTo(key);
        assertThatThrownBy(() -> read("ENCRYPTED PRIVATE KEY", encrypted, null))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("its key is encrypted, and there is no password for it");
        assertThatThrownBy(() -> read("ENCRYPTED PRIVATE KEY", encrypted, "hunter2"))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("its key cannot be decrypted with the password");
    }

    @Test
    void whatIsNoKeyIsNamed() {
        assertThatThrownBy(() -> PrivateKeys.first(PemFile.of("nothing"), null))
                .hasMessage("there is no private key in it");
        assertThatThrownBy(() -> read("PRIVATE KEY", new byte[] {1, 2, 3}, null))
                .hasMessage("its key is neither RSA nor of an elliptic curve");
        assertThatThrownBy(() -> read("DSA PRIVATE KEY", new byte[] {1, 2, 3}, null))
                .hasMessage("a 'DSA PRIVATE KEY' is not a key that can be used");
        assertThatThrownBy(() ->
                        PrivateKeys.first(
                                PemFile.of(
                                        """
                                        -----BEGIN RSA PRIVATE KEY-----
                                        Proc-Type: 4,ENCRYPTED
                                        DEK-Info: AES-128-CBC,00

                                        AAAA
                                        -----END RSA PRIVATE KEY-----
                                        """),
                                null))
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    private static Key read(String label, byte[] bytes, @Nullable String password)
            throws UnusableKeyException {
        return PrivateKeys.first(
                PemFile.of(TestIdentity.pem(label, bytes)),
                password == null ? null : new Secret(password));
    }

    /// What PKCS#8 has in its last part: the older form. Both lengths take two bytes or one.
    private static byte[] inner(byte[] pkcs8) {
        for (int i = 0; i < pkcs8.length; i++) {
            boolean isShort = pkcs8[i] == 4 && (pkcs8[i + 1] & 0xFF) == pkcs8.length - i - 2;
            boolean isLong =
                    pkcs8[i] == 4
                            && (pkcs8[i + 1] & 0xFF) == 0x82
                            && ((pkcs8[i + 2] & 0xFF) << 8 | pkcs8[i + 3] & 0xFF)
                                    == pkcs8.length - i - 4;
            boolean isMedium =
                    pkcs8[i] == 4
                            && (pkcs8[i + 1] & 0xFF) == 0x81
                            && (pkcs8[i + 2] & 0xFF) == pkcs8.length - i - 3;
            if (isShort || isMedium || isLong) {
                int head = isShort ? 2 : isMedium ? 3 : 4;
                return Arrays.copyOfRange(pkcs8, i + head, pkcs8.length);
            }
        }
        throw new IllegalStateException("not PKCS#8");
    }

    /// As OpenSSL writes it: version, number, `[0] { secp384r1 }`.
    private static byte[] withCurve(byte[] sec1) {
        byte[] curve = {(byte) 0xA0, 7, 6, 5, 0x2B, (byte) 0x81, 4, 0, 0x22};
        int numberEnd = 2 + 3 + 2 + sec1[6];
        byte[] body = Arrays.copyOfRange(sec1, 2, numberEnd);
        byte[] whole = new byte[2 + body.length + curve.length];
        whole[0] = 0x30;
        whole[1] = (byte) (body.length + curve.length);
        System.arraycopy(body, 0, whole, 2, body.length);
        System.arraycopy(curve, 0, whole, 2 + body.length, curve.length);
        return whole;
    }

    private static byte[] encrypted(Key key, String password) throws Exception {
        var secret =
                SecretKeyFactory.getInstance(SCHEME)
                        .generateSecret(new PBEKeySpec(password.toCharArray()));
        var cipher = Cipher.getInstance(SCHEME);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] parameters = cipher.getParameters().getEncoded();
        var scheme = AlgorithmParameters.getInstance("PBES2");
        scheme.init(parameters);
        return new EncryptedPrivateKeyInfo(scheme, cipher.doFinal(key.getEncoded())).getEncoded();
    }
}
