package dev.warren.engine.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.ByteArray;
import dev.warren.codec.value.FieldValue.Decimal;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int16;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Int8;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.codec.value.FieldValue.UInt16;
import dev.warren.codec.value.FieldValue.UInt32;
import dev.warren.codec.value.FieldValue.UInt8;

/// Field values as they stand in RabbitMQ's error texts: as terms of Erlang.
///
/// Clients parse these texts. Long terms are not broken into lines as Erlang's printer would.
public final class FieldText {

    private FieldText() {}

    /// RabbitMQ's name for the type: `signedint`.
    public static String type(FieldValue value) {
        return switch (value) {
            case Bool _ -> "bool";
            case Int8 _ -> "byte";
            case UInt8 _ -> "unsignedbyte";
            case Int16 _ -> "short";
            case UInt16 _ -> "unsignedshort";
            case Int32 _ -> "signedint";
            case UInt32 _ -> "unsignedint";
            case Int64 _ -> "long";
            case Float32 _ -> "float";
            case Float64 _ -> "double";
            case Decimal _ -> "decimal";
            case LongText _ -> "longstr";
            case Array _ -> "array";
            case Timestamp _ -> "timestamp";
            case Table _ -> "table";
            case ByteArray _ -> "binary";
            case NoValue _ -> "void";
        };
    }

    /// The value as a term: `<<"all">>`, `23`, `[{<<"a">>,bool,true}]`.
    public static String term(FieldValue value) {
        return switch (value) {
            case LongText(Bytes bytes) -> binary(bytes);
            case ByteArray(Bytes bytes) -> binary(bytes);
            case Array(var values) ->
                    values.stream()
                            .map(v -> "{" + type(v) + "," + term(v) + "}")
                            .collect(joining(",", "[", "]"));
            case Table(FieldTable table) ->
                    table.entries().stream().map(FieldText::entry).collect(joining(",", "[", "]"));
            case Bool _,
                    Int8 _,
                    UInt8 _,
                    Int16 _,
                    UInt16 _,
                    Int32 _,
                    UInt32 _,
                    Int64 _,
                    Float32 _,
                    Float64 _,
                    Decimal _,
                    Timestamp _,
                    NoValue _ ->
                    plain(value);
        };
    }

    /// The same, but text as it is, without quotes.
    public static String plain(FieldValue value) {
        return switch (value) {
            case Bool(boolean v) -> String.valueOf(v);
            case Int8(byte v) -> String.valueOf(v);
            case UInt8(int v) -> String.valueOf(v);
            case Int16(short v) -> String.valueOf(v);
            case UInt16(int v) -> String.valueOf(v);
            case Int32(int v) -> String.valueOf(v);
            case UInt32(long v) -> String.valueOf(v);
            case Int64(long v) -> String.valueOf(v);
            case Float32(float v) -> FieldNumberText.of(v);
            case Float64(double v) -> FieldNumberText.of(v);
            case Decimal(int scale, long unscaled) -> "{" + scale + "," + unscaled + "}";
            case Timestamp(long seconds) -> String.valueOf(seconds);
            case LongText(Bytes bytes) -> bytes.toString();
            case ByteArray(Bytes bytes) -> bytes.toString();
            case Array _, Table _ -> term(value);
            case NoValue _ -> "undefined";
        };
    }

    /// A named value: `{<<"x-max-length">>,signedint,5}`.
    public static String entry(FieldTable.Entry entry) {
        String name = binary(Bytes.copyOf(entry.name().array()));
        return "{" + name + "," + type(entry.value()) + "," + term(entry.value()) + "}";
    }

    private static String binary(Bytes bytes) {
        if (bytes.length() == 0) {
            return "<<>>";
        }
        String text = new String(bytes.array(), ISO_8859_1);
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "<<\"" + escaped + "\">>";
    }
}
