package dev.warren.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceHeadersTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";

    private static Message message(@Nullable FieldTable headers) {
        BasicProperties none = BasicProperties.EMPTY;
        byte[] content =
                ContentHeader.encode(headers == null ? none : none.withHeaders(headers), 0);
        return new Message(ShortString.EMPTY, ShortString.of("q"), content, content.length);
    }

    private static Message traced(String parent) {
        return message(FieldTable.EMPTY.with("traceparent", FieldValue.LongText.of(parent)));
    }

    private static SpanContext contextOf(Message message) {
        return Span.fromContext(Objects.requireNonNull(TraceHeaders.contextOrNull(message)))
                .getSpanContext();
    }

    @Test
    void textNamesTraceAndSpan() {
        SpanContext context = contextOf(traced(SAMPLED));

        assertThat(context.getTraceId()).isEqualTo(TRACE);
        assertThat(context.getSpanId()).isEqualTo(SPAN);
        assertThat(context.isRemote()).isTrue();
    }

    @Test
    void bytesAreReadLikeText() {
        Message message =
                message(
                        FieldTable.EMPTY.with(
                                "traceparent", new FieldValue.ByteArray(Bytes.of(SAMPLED))));

        assertThat(contextOf(message).getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void stateOfOthersIsHandedOn() {
        Message message =
                message(
                        FieldTable.EMPTY
                                .with("tracestate", FieldValue.LongText.of("a=1,b=2"))
                                .with("traceparent", FieldValue.LongText.of(SAMPLED)));

        assertThat(contextOf(message).getTraceState().get("b")).isEqualTo("2");
    }

    @Test
    void stateThatCannotBeReadCostsTheStateOnly() {
        Message message =
                message(
                        FieldTable.EMPTY
                                .with("tracestate", FieldValue.LongText.of("nonsense"))
                                .with("traceparent", FieldValue.LongText.of(SAMPLED)));

        assertThat(contextOf(message).getTraceState().isEmpty()).isTrue();
    }

    @Test
    void laterVersionsMaySayMore() {
        assertThat(contextOf(traced("cc-" + TRACE + "-" + SPAN + "-01-what")).getSpanId())
                .isEqualTo(SPAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473X-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void whatIsMalformedOrNotSampledIsNoTrace(String parent) {
        assertThat(TraceHeaders.contextOrNull(traced(parent))).isNull();
    }

    @Test
    void otherTypesOfValuesAndNoHeadersAreNoTrace() {
        assertThat(TraceHeaders.contextOrNull(message(null))).isNull();
        assertThat(TraceHeaders.contextOrNull(message(FieldTable.EMPTY))).isNull();
        assertThat(
                        TraceHeaders.contextOrNull(
                                message(
                                        FieldTable.EMPTY.with(
                                                "traceparent", new FieldValue.Int64(1)))))
                .isNull();
        assertThat(TraceHeaders.contextOrNull(traced(SAMPLED + "-" + "x".repeat(2_000)))).isNull();
    }
}
