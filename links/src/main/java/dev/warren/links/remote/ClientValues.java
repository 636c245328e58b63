package dev.warren.links.remote;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Field values as the Java client takes them. Pure.
public final class ClientValues {

    private ClientValues() {}

    public static Map<String, Object> of(FieldTable table) {
        Map<String, Object> values = new LinkedHashMap<>();
        table.entries().forEach(entry -> values.put(entry.name().toString(), of(entry.value())));
        return values;
    }

    @SuppressWarnings("JavaUtilDate") // the client knows no other timestamps
    private static @Nullable Object of(FieldValue value) {
        return switch (value) {
            case FieldValue.Bool(boolean v) -> v;
            case FieldValue.Int8(byte v) -> v;
            case FieldValue.UInt8(int v) -> (short) v;
            case FieldValue.Int16(short v) -> v;
            case FieldValue.UInt16(int v) -> v;
            case FieldValue.Int32(int v) -> v;
            case FieldValue.UInt32(long v) -> v;
            case FieldValue.Int64(long v) -> v;
            case FieldValue.Float32(float v) -> v;
            case FieldValue.Float64(double v) -> v;
            case FieldValue.Decimal(int scale, long unscaled) ->
                    new BigDecimal(BigInteger.valueOf(unscaled), scale);
            case FieldValue.LongText text -> text.text();
            case FieldValue.Array(List<FieldValue> values) ->
                    values.stream().map(ClientValues::of).toList();
            case FieldValue.Timestamp(long seconds) -> Date.from(Instant.ofEpochSecond(seconds));
            case FieldValue.Table(FieldTable inner) -> of(inner);
            case FieldValue.ByteArray(var bytes) -> bytes.array();
            case FieldValue.NoValue _ -> null;
        };
    }
}
