package dev.warren.engine.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a consistent hash exchange hashes of a message: its routing key, or what one of two
/// arguments names instead.
@FunctionalInterface
interface HashOn {

    String HEADER = "hash-header";
    String PROPERTY = "hash-property";
    List<String> PROPERTIES = List.of("message_id", "correlation_id", "timestamp");

    /// All messages that lack what is hashed go one way together.
    long MISSING = 0;

    long hash(ShortString key, Headers headers);

    /// Refuses with 406 what [#of] would not understand.
    static void validate(FieldTable exchangeArguments) {
        String header = textOrNull(exchangeArguments, HEADER);
        String property = textOrNull(exchangeArguments, PROPERTY);
        if (header != null && property != null) {
            throw new AmqpException(
                    ReplyCode.PRECONDITION_FAILED,
                    "hash-header and hash-property are mutually exclusive");
        }
        if (property != null && !PROPERTIES.contains(property)) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED, "Unsupported property: %s", property);
        }
    }

    static HashOn of(FieldTable exchangeArguments) {
        String header = textOrNull(exchangeArguments, HEADER);
        String property = textOrNull(exchangeArguments, PROPERTY);
        if (header != null) {
            byte[] name = header.getBytes(UTF_8);
            // No header has a longer name.
            return name.length > ShortString.LENGTH_MAX
                    ? (_, _) -> MISSING
                    : ofHeader(ShortString.copyOf(name, 0, name.length));
        }
        if (property != null) {
            return (_, headers) -> ofProperty(property, headers.properties());
        }
        return (key, _) -> KeyHash.of(key);
    }

    private static HashOn ofHeader(ShortString name) {
        return (_, headers) -> ofValue(headers.table().get(name));
    }

    private static @Nullable String textOrNull(FieldTable arguments, String name) {
        FieldValue value = arguments.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof LongText text) {
            return text.text();
        }
        throw AmqpException.of(
                ReplyCode.PRECONDITION_FAILED,
                "Invalid argument %s, '%s' must be a string",
                FieldText.term(value),
                name);
    }

    /// Numbers of any width that are the same number hash alike.
    private static long ofValue(@Nullable FieldValue value) {
        if (value == null) {
            return MISSING;
        }
        if (value instanceof LongText(var bytes)) {
            return KeyHash.of(bytes.array());
        }
        Long number = FieldComparison.integerOf(value);
        return number == null ? ofText(text(value)) : KeyHash.mix(~number);
    }

    /// Never changes: what has gone to a queue goes there after an upgrade too.
    private static String text(FieldValue value) {
        if (value instanceof Float32(float v)) {
            return Double.toString(v);
        }
        return value instanceof Float64(double v) ? Double.toString(v) : FieldText.term(value);
    }

    private static long ofProperty(String name, BasicProperties properties) {
        return switch (name) {
            case "message_id" -> ofText(properties.messageId());
            case "correlation_id" -> ofText(properties.correlationId());
            case "timestamp" -> {
                Long seconds = properties.timestamp();
                yield seconds == null ? MISSING : KeyHash.mix(~seconds);
            }
            default -> throw new IllegalStateException("property " + name);
        };
    }

    private static long ofText(@Nullable ShortString text) {
        return text == null ? MISSING : KeyHash.of(text);
    }

    private static long ofText(String text) {
        return KeyHash.of(text.getBytes(UTF_8));
    }
}
