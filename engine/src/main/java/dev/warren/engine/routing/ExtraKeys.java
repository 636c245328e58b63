package dev.warren.engine.routing;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.PropertyFlags;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.FieldText;
import dev.warren.engine.message.Message;
import java.util.ArrayList;
import java.util.List;

/// The routing keys that a sender adds in headers (RabbitMQ's `CC` and `BCC`).
///
/// Most messages have none, and are told by a look at their bytes: only where the name of one of
/// the headers may stand are headers decoded.
public final class ExtraKeys {

    /// The header with keys that recipients see.
    public static final String CC = "CC";

    private static final String BCC = "BCC";

    private ExtraKeys() {}

    /// The added keys, or an empty list. Throws 406 when one of the headers is no list of texts.
    public static List<ShortString> of(Message message) {
        if (!mayHave(message)) {
            return List.of();
        }
        FieldTable headers = message.headers();
        List<ShortString> keys = new ArrayList<>(keys(CC, headers));
        keys.addAll(keys(BCC, headers));
        return keys;
    }

    /// The message as recipients see it: without the blind copies' keys.
    public static Message withoutBlindKeys(Message message) {
        FieldTable headers = message.headers();
        if (!headers.has(BCC)) {
            return message;
        }
        return message.rewritten(
                message.exchange(),
                message.routingKey(),
                message.properties().withHeaders(headers.without(BCC)),
                message.marks().withBlindKeys(keys(BCC, headers)));
    }

    /// All keys that a message in a queue goes by: its own, those of its `CC` header, and those
    /// that recipients do not see.
    public static List<ShortString> withOwn(Message message) {
        List<ShortString> blindKeys = message.marks().blindKeys();
        if (blindKeys.isEmpty() && !mayHave(message)) {
            return List.of(message.routingKey());
        }
        List<ShortString> keys = new ArrayList<>();
        keys.add(message.routingKey());
        keys.addAll(keys(CC, message.headers()));
        keys.addAll(blindKeys);
        return keys;
    }

    /// Whether the bytes `CC` stand anywhere in the properties of a message with headers: both
    /// names end so.
    private static boolean mayHave(Message message) {
        byte[] content = message.content();
        int end = message.headerLength();
        if (!ContentHeader.has(content, 0, end, PropertyFlags.HEADERS)) {
            return false;
        }
        for (int i = ContentHeader.FLAGS_OFFSET + 1; i < end; i++) {
            if (content[i] == 'C' && content[i - 1] == 'C') {
                return true;
            }
        }
        return false;
    }

    private static List<ShortString> keys(String name, FieldTable headers) {
        FieldValue value = headers.get(name);
        if (value == null) {
            return List.of();
        }
        List<ShortString> keys = new ArrayList<>();
        if (!(value instanceof FieldValue.Array(List<FieldValue> values))) {
            throw unacceptable(name, value);
        }
        for (FieldValue one : values) {
            if (!(one instanceof FieldValue.LongText text)) {
                throw unacceptable(name, one);
            }
            // No binding has a longer key, so a longer one leads nowhere.
            if (text.value().length() <= ShortString.LENGTH_MAX) {
                keys.add(ShortString.copyOf(text.value().array(), 0, text.value().length()));
            }
        }
        return keys;
    }

    private static AmqpException unacceptable(String name, FieldValue value) {
        return AmqpException.of(
                ReplyCode.PRECONDITION_FAILED,
                "invalid message: {unacceptable_type_in_header,\"%s\",%s}",
                name,
                FieldText.type(value));
    }
}
