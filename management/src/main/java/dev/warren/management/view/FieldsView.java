package dev.warren.management.view;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Field tables in JSON: what RabbitMQ makes of each type.
public final class FieldsView {

    private FieldsView() {}

    public static Map<String, Object> of(FieldTable table) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (FieldTable.Entry entry : table.entries()) {
            map.put(entry.name().toString(), of(entry.value()));
        }
        return Json.unchecked(map);
    }

    public static @Nullable Object of(FieldValue value) {
        return switch (value) {
            case FieldValue.Bool(boolean flag) -> flag;
            case FieldValue.Int8(byte number) -> number;
            case FieldValue.UInt8(int number) -> number;
            case FieldValue.Int16(short number) -> number;
            case FieldValue.UInt16(int number) -> number;
            case FieldValue.Int32(int number) -> number;
            case FieldValue.UInt32(long number) -> number;
            case FieldValue.Int64(long number) -> number;
            case FieldValue.Float32(float number) -> finite(number);
            case FieldValue.Float64(double number) -> finite(number);
            case FieldValue.Decimal(int scale, long unscaled) ->
                    BigDecimal.valueOf(unscaled, scale);
            case FieldValue.LongText(Bytes text) -> text.toString();
            case FieldValue.Array(var values) ->
                    values.stream().<@Nullable Object>map(FieldsView::of).toList();
            case FieldValue.Timestamp(long seconds) -> seconds;
            case FieldValue.Table(FieldTable table) -> of(table);
            case FieldValue.ByteArray(Bytes bytes) -> bytes.toString();
            case FieldValue.NoValue _ -> null;
        };
    }

    /// JSON has no number for the others.
    private static Object finite(double number) {
        return Double.isFinite(number) ? number : String.valueOf(number);
    }
}
