package dev.warren.server.tracing;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.PropertyFlags;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The trace to which a message belongs, read from its headers `traceparent` and `tracestate` (W3C
/// Trace Context). Clients write them as texts or as bytes. Pure.
final class TraceHeaders {

    static final String TRACEPARENT = "traceparent";
    static final String TRACESTATE = "tracestate";

    private static final ShortString PARENT_NAME = ShortString.of(TRACEPARENT);
    private static final Map<String, ShortString> NAMES =
            Map.of(TRACEPARENT, PARENT_NAME, TRACESTATE, ShortString.of(TRACESTATE));

    /// `00-` and 32 digits, `-` and 16 digits, `-` and 2 digits. Later versions may add more.
    private static final int PARENT_LENGTH_MIN = 55;

    /// W3C asks for 512 at least; longer headers count as none.
    private static final int LENGTH_MAX = 1_024;

    private static final int FLAGS_LAST_DIGIT = 54;
    private static final int SAMPLED = 1;

    private TraceHeaders() {}

    /// The publisher's span, to go on from; null when there is none, when it cannot be understood,
    /// or when its trace is not sampled.
    static @Nullable Context contextOrNull(Message message) {
        byte[] content = message.content();
        int length = message.headerLength();
        if (!ContentHeader.has(content, 0, length, PropertyFlags.HEADERS)) {
            return null;
        }
        String parent = textOrNull(message, PARENT_NAME);
        if (parent == null || !isSampled(parent)) {
            return null;
        }
        Context context =
                W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), message, new Getter());
        return Span.fromContext(context).getSpanContext().isSampled() ? context : null;
    }

    /// A quick look: whether it is worth a thorough one.
    private static boolean isSampled(String parent) {
        return parent.length() >= PARENT_LENGTH_MIN
                && (Character.digit(parent.charAt(FLAGS_LAST_DIGIT), 16) & SAMPLED) != 0;
    }

    private static @Nullable String textOrNull(Message message, ShortString name) {
        FieldValue value =
                ContentHeader.headerOrNull(message.content(), 0, message.headerLength(), name);
        return switch (value) {
            case FieldValue.LongText(Bytes text) when text.length() <= LENGTH_MAX ->
                    text.toString();
            case FieldValue.ByteArray(Bytes text) when text.length() <= LENGTH_MAX ->
                    text.toString();
            case null, default -> null;
        };
    }

    /// Shows the two headers and no others.
    private static final class Getter implements TextMapGetter<Message> {

        @Override
        public Iterable<String> keys(Message carrier) {
            return List.of(TRACEPARENT, TRACESTATE);
        }

        @Override
        public @Nullable String get(@Nullable Message carrier, String key) {
            ShortString name = NAMES.get(key);
            return carrier == null || name == null ? null : textOrNull(carrier, name);
        }
    }
}
