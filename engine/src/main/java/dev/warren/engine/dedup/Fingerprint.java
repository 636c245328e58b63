package dev.warren.engine.dedup;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Makes 128 bits of a message's key: the first half of its SHA-256. Owned by one lane.
///
/// Nobody can make a message whose key is that of another one, so nobody can have another's message
/// taken for a duplicate; and the same key gives the same bits on every node and after every start,
/// without a secret that could be lost. Numbers count by their value, whatever their width; texts
/// and byte arrays by their bytes. The kind counts too: a header is never the same as a message-id.
public final class Fingerprint {

    private static final byte MESSAGE_ID = 'm';
    private static final byte BODY = 'b';
    private static final byte NAME = 'e';
    private static final byte TEXT = 's';
    private static final byte NUMBER = 'n';

    private static final int DIGEST_BYTES = 32;

    private final MessageDigest digest;
    private final byte[] out = new byte[DIGEST_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(out);
    private final byte[] number = new byte[Long.BYTES];

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public long high() {
        return view.getLong(0);
    }

    public long low() {
        return view.getLong(Long.BYTES);
    }

    /// Takes the key of a message. False when it has none: the header or property is not there, is
    /// empty, or holds what is neither text nor a number.
    public boolean take(KeyRule rule, Message message) {
        return switch (rule.source()) {
            case HEADER_OR_MESSAGE_ID -> header(rule.header(), message) || messageId(message);
            case HEADER -> header(rule.header(), message);
            case MESSAGE_ID -> messageId(message);
            case BODY ->
                    finish(BODY, message.content(), message.headerLength(), message.bodyLength());
        };
    }

    /// 64 bits of a name.
    long ofName(ShortString name) {
        finish(NAME, name.array(), 0, name.length());
        return high();
    }

    /// The number that a value is, of whatever width.
    static long numberOr(FieldValue value, long otherwise) {
        return switch (value) {
            case FieldValue.Int8(byte v) -> v;
            case FieldValue.UInt8(int v) -> v;
            case FieldValue.Int16(short v) -> v;
            case FieldValue.UInt16(int v) -> v;
            case FieldValue.Int32(int v) -> v;
            case FieldValue.UInt32(long v) -> v;
            case FieldValue.Int64(long v) -> v;
            default -> otherwise;
        };
    }

    private boolean messageId(Message message) {
        ShortString id =
                ContentHeader.messageIdOrNull(message.content(), 0, message.headerLength());
        return id != null && !id.isEmpty() && finish(MESSAGE_ID, id.array(), 0, id.length());
    }

    private boolean header(ShortString name, Message message) {
        FieldValue value =
                ContentHeader.headerOrNull(message.content(), 0, message.headerLength(), name);
        return value != null && value(value);
    }

    private boolean value(FieldValue value) {
        return switch (value) {
            case FieldValue.LongText(Bytes text) -> text(text);
            case FieldValue.ByteArray(Bytes bytes) -> text(bytes);
            case FieldValue.Int8(byte v) -> number(v);
            case FieldValue.UInt8(int v) -> number(v);
            case FieldValue.Int16(short v) -> number(v);
            case FieldValue.UInt16(int v) -> number(v);
            case FieldValue.Int32(int v) -> number(v);
            case FieldValue.UInt32(long v) -> number(v);
            case FieldValue.Int64(long v) -> number(v);
            case FieldValue.Timestamp(long v) -> number(v);
            case FieldValue.Bool _,
                    FieldValue.Float32 _,
                    FieldValue.Float64 _,
                    FieldValue.Decimal _,
                    FieldValue.Array _,
                    FieldValue.Table _,
                    FieldValue.NoValue _ ->
                    false;
        };
    }

    private boolean text(Bytes text) {
        return text.length() > 0 && finish(TEXT, text.array(), 0, text.length());
    }

    private boolean number(long value) {
        ByteBuffer.wrap(number).putLong(value);
        return finish(NUMBER, number, 0, number.length);
    }

    private boolean finish(byte kind, byte[] bytes, int offset, int length) {
        digest.update(kind);
        digest.update(bytes, offset, length);
        try {
            digest.digest(out, 0, DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return true;
    }
}
