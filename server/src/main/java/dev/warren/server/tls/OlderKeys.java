package dev.warren.server.tls;

import dev.warren.server.tls.PrivateKeys.UnusableKeyException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Puts keys of the older forms into the one that Java reads: PKCS#8 (RFC 5958), which says what
/// kind of key is inside.
///
/// ```
///   SEQUENCE { INTEGER 0, SEQUENCE { algorithm, parameters }, OCTET STRING { the older form } }
/// ```
final class OlderKeys {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int CURVE = 0xA0;
    private static final int LENGTH_IS_LONG = 0x80;

    private static final byte[] VERSION_0 = {2, 1, 0};

    /// `rsaEncryption`, and no parameters.
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

    /// `ecPublicKey`; the curve follows.
    private static final byte[] ELLIPTIC_CURVE = HexFormat.of().parseHex("06072a8648ce3d0201");

    private OlderKeys() {}

    /// PKCS#1 (RFC 8017).
    static byte[] rsa(byte[] key) {
        return wrapped(RSA, key);
    }

    /// SEC 1 (RFC 5915), with the name of its curve in it.
    static byte[] ellipticCurve(byte[] key) throws UnusableKeyException {
        return wrapped(joined(ELLIPTIC_CURVE, curve(key)), key);
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, joined(VERSION_0, der(SEQUENCE, algorithm), der(OCTET_STRING, key)));
    }

    /// The object identifier of the curve, which stands behind a version and the key's number:
    ///
    /// ```
    ///   SEQUENCE { INTEGER 1, OCTET STRING { number }, [0] { OBJECT IDENTIFIER } ... }
    /// ```
    private static byte[] curve(byte[] key) throws UnusableKeyException {
        int version = key.length < 2 || key[1] >= 0 ? 2 : 2 + (key[1] & ~LENGTH_IS_LONG & 0xFF);
        int number = version + VERSION_0.length;
        int at = number + 1 < key.length ? number + 2 + (key[number + 1] & 0xFF) : key.length;
        boolean isNamed =
                at + 3 < key.length
                        && (key[at] & 0xFF) == CURVE
                        && key[at + 2] == OBJECT_IDENTIFIER
                        && at + 4 + key[at + 3] <= key.length;
        if (!isNamed) {
            throw new UnusableKeyException("its key does not name its curve");
        }
        return Arrays.copyOfRange(key, at + 2, at + 4 + key[at + 3]);
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < LENGTH_IS_LONG) {
            out.write(content.length);
        } else {
            out.write(LENGTH_IS_LONG | 2);
            out.write(content.length >>> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
