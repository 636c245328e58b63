package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.SpanBatches;
import dev.warren.server.config.ServerConfiguration.Traces;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of the registry about traces of messages. See [Settings].
final class TracingSettings {

    private static final int SPANS_MAX = 1_000_000;
    private static final int MILLIS_MAX = 600_000;

    static final Setting<Boolean> ENABLED =
            Setting.of(
                    "warren.tracing.enabled",
                    ValueType.BOOLEAN,
                    false,
                    "whether traces that publishers begin are recorded with OpenTelemetry");
    static final Setting<URI> ENDPOINT =
            Setting.of(
                    "warren.tracing.endpoint",
                    ValueType.HTTP_ADDRESS,
                    URI.create("http://localhost:4318/v1/traces"),
                    "the collector's whole address, for OTLP over HTTP");
    static final Setting<String> PROTOCOL =
            Setting.of(
                    "warren.tracing.protocol",
                    ValueType.oneOf("http/protobuf"),
                    "http/protobuf",
                    "how the collector is spoken to; there is no other way");
    static final Setting<String> HEADER =
            Setting.optional(
                    "warren.tracing.headers.$name",
                    ValueType.SECRET,
                    "a header that the collector asks for, such as a key");
    static final Setting<String> SERVICE_NAME =
            Setting.of(
                    "warren.tracing.service_name",
                    ValueType.TEXT,
                    "warren",
                    "the name of the service in traces");
    static final Setting<Double> SAMPLING_RATIO =
            Setting.of(
                    "warren.tracing.sampling_ratio",
                    ValueType.FRACTION,
                    1.0,
                    "the share that is recorded of the traces that publishers sample");
    static final Setting<Integer> QUEUE_SIZE =
            Setting.of(
                    "warren.tracing.queue_size",
                    ValueType.whole(1, SPANS_MAX),
                    2_048,
                    "spans that wait for the collector; more are dropped");
    static final Setting<Integer> BATCH_SIZE =
            Setting.of(
                    "warren.tracing.batch_size",
                    ValueType.whole(1, SPANS_MAX),
                    512,
                    "spans that are sent at once");
    static final Setting<Integer> DELAY =
            Setting.of(
                    "warren.tracing.delay",
                    ValueType.whole(1, MILLIS_MAX),
                    5_000,
                    "milliseconds for which spans are gathered, unless a batch is full before");
    static final Setting<Integer> TIMEOUT =
            Setting.of(
                    "warren.tracing.timeout",
                    ValueType.whole(1, MILLIS_MAX),
                    10_000,
                    "milliseconds that the collector may take for a batch");

    static final List<Setting<?>> ALL =
            List.of(
                    ENABLED,
                    ENDPOINT,
                    PROTOCOL,
                    HEADER,
                    SERVICE_NAME,
                    SAMPLING_RATIO,
                    QUEUE_SIZE,
                    BATCH_SIZE,
                    DELAY,
                    TIMEOUT);

    private TracingSettings() {}

    /// Null when none are recorded.
    static @Nullable Traces assemble(Values values) {
        if (!values.get(ENABLED)) {
            return null;
        }
        Map<String, Secret> headers = new LinkedHashMap<>();
        values.family(HEADER).forEach((name, value) -> headers.put(name, new Secret(value)));
        return new Traces(
                values.get(ENDPOINT),
                headers,
                values.get(SERVICE_NAME),
                values.get(SAMPLING_RATIO),
                new SpanBatches(
                        values.get(QUEUE_SIZE),
                        values.get(BATCH_SIZE),
                        values.get(DELAY),
                        values.get(TIMEOUT)));
    }
}
