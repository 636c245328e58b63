package dev.warren.engine.topology.durable;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTable.Entry;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Field tables by chance, with every type of value. Their names mean nothing to a broker.
final class RandomTables {

    private final Random random;

    RandomTables(Random random) {
        this.random = random;
    }

    /// Mostly empty, as tables are.
    FieldTable next() {
        return random.nextInt(3) > 0 ? FieldTable.EMPTY : table(0);
    }

    private FieldTable table(int depth) {
        List<Entry> entries = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            ShortString name = ShortString.owned(new byte[] {'n', (byte) random.nextInt(256)});
            entries.add(new Entry(name, value(depth)));
        }
        return new FieldTable(entries);
    }

    private FieldValue value(int depth) {
        return switch (random.nextInt(depth < 3 ? 17 : 15)) {
            case 0 -> new FieldValue.Bool(random.nextBoolean());
            case 1 -> new FieldValue.Int8((byte) random.nextInt());
            case 2 -> new FieldValue.UInt8(random.nextInt(256));
            case 3 -> new FieldValue.Int16((short) random.nextInt());
            case 4 -> new FieldValue.UInt16(random.nextInt(65_536));
            case 5 -> new FieldValue.Int32(random.nextInt());
            case 6 -> new FieldValue.UInt32(random.nextInt() & 0xFFFF_FFFFL);
            case 7 -> new FieldValue.Int64(random.nextLong());
            case 8 -> new FieldValue.Float32(random.nextFloat());
            case 9 -> new FieldValue.Float64(random.nextDouble());
            case 10 -> new FieldValue.Decimal(random.nextInt(256), random.nextInt(1_000));
            case 11 -> new FieldValue.LongText(bytes());
            case 12 -> new FieldValue.Timestamp(random.nextLong());
            case 13 -> new FieldValue.ByteArray(bytes());
            case 14 -> FieldValue.NoValue.INSTANCE;
            case 15 -> new FieldValue.Table(table(depth + 1));
            default -> new FieldValue.Array(List.of(value(depth + 1), value(depth + 1)));
        };
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return Bytes.owned(bytes);
    }
}
