package dev.warren.codec.value;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Values by chance, the same for the same seed.
public final class RandomValues {

    private static final int NESTING_MAX = 4;
    private static final int KINDS = 17;

    private final RandomGenerator random;

    public RandomValues(RandomGenerator random) {
        this.random = random;
    }

    public byte[] bytes(int lengthMax) {
        byte[] bytes = new byte[random.nextInt(lengthMax + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    public ShortString shortString() {
        return ShortString.owned(bytes(random.nextInt(10) == 0 ? ShortString.LENGTH_MAX : 12));
    }

    /// UTF-8 of one to four bytes a character, as names are.
    public ShortString utf8ShortString() {
        int charactersMax = random.nextInt(10) == 0 ? ShortString.LENGTH_MAX / 4 : 6;
        var text = new StringBuilder();
        for (int i = random.nextInt(charactersMax + 1); i > 0; i--) {
            text.appendCodePoint(character());
        }
        return ShortString.of(text.toString());
    }

    /// A character of UTF-8: anything but a surrogate.
    private int character() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> random.nextInt(0x80, 0x800);
            case 2 -> random.nextInt(0x800, Character.MIN_SURROGATE);
            default -> random.nextInt(Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT + 1);
        };
    }

    public Bytes longString() {
        return Bytes.owned(bytes(random.nextInt(10) == 0 ? 1000 : 20));
    }

    public FieldTable table() {
        return table(1);
    }

    public BasicProperties properties() {
        return BasicProperties.builder()
                .contentType(shortStringOrNull())
                .contentEncoding(shortStringOrNull())
                .headers(random.nextBoolean() ? null : table())
                .deliveryMode(octetOrNull())
                .priority(octetOrNull())
                .correlationId(shortStringOrNull())
                .replyTo(shortStringOrNull())
                .expiration(shortStringOrNull())
                .messageId(shortStringOrNull())
                .timestamp(random.nextBoolean() ? null : random.nextLong())
                .type(shortStringOrNull())
                .userId(shortStringOrNull())
                .appId(shortStringOrNull())
                .clusterId(shortStringOrNull())
                .build();
    }

    private FieldTable table(int depth) {
        List<FieldTable.Entry> entries = new ArrayList<>();
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            entries.add(new FieldTable.Entry(shortString(), value(depth)));
        }
        return new FieldTable(entries);
    }

    private FieldValue value(int depth) {
        int kind = random.nextInt(depth < NESTING_MAX ? KINDS : KINDS - 2);
        return switch (kind) {
            case 0 -> new FieldValue.Bool(random.nextBoolean());
            case 1 -> new FieldValue.Int8((byte) random.nextInt());
            case 2 -> new FieldValue.UInt8(random.nextInt(1 << 8));
            case 3 -> new FieldValue.Int16((short) random.nextInt());
            case 4 -> new FieldValue.UInt16(random.nextInt(1 << 16));
            case 5 -> new FieldValue.Int32(random.nextInt());
            case 6 -> new FieldValue.UInt32(random.nextLong(1L << 32));
            case 7 -> new FieldValue.Int64(random.nextLong());
            case 8 -> new FieldValue.Float32(Float.intBitsToFloat(random.nextInt()));
            case 9 -> new FieldValue.Float64(Double.longBitsToDouble(random.nextLong()));
            case 10 -> new FieldValue.Decimal(random.nextInt(1 << 8), random.nextLong(1L << 32));
            case 11 -> new FieldValue.LongText(longString());
            case 12 -> new FieldValue.Timestamp(random.nextLong());
            case 13 -> new FieldValue.ByteArray(longString());
            case 14 -> FieldValue.NoValue.INSTANCE;
            case 15 -> new FieldValue.Table(table(depth + 1));
            case 16 -> array(depth + 1);
            default -> throw new IllegalStateException("kind " + kind);
        };
    }

    private FieldValue array(int depth) {
        List<FieldValue> values = new ArrayList<>();
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            values.add(value(depth));
        }
        return new FieldValue.Array(values);
    }

    private @Nullable ShortString shortStringOrNull() {
        return random.nextBoolean() ? null : shortString();
    }

    private @Nullable Integer octetOrNull() {
        return random.nextBoolean() ? null : Integer.valueOf(random.nextInt(1 << 8));
    }
}
