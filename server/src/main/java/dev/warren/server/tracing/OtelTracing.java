package dev.warren.server.tracing;

import dev.warren.amqp.tracing.MessageTrace;
import dev.warren.amqp.tracing.Tracing;
import dev.warren.engine.message.Message;
import dev.warren.management.metrics.SpanCounts;
import dev.warren.server.config.ServerConfiguration.Traces;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Records with OpenTelemetry what becomes of messages whose publishers trace them. Any lane.
public final class OtelTracing implements Tracing, AutoCloseable {

    private static final String SCOPE = "dev.warren";
    private static final String SERVICE_NAME = "service.name";
    private static final String SERVICE_VERSION = "service.version";
    private static final int CLOSE_SECONDS_MAX = 10;

    private final SpanQueue spans;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtelTracing(Traces settings, String version, SpanExporter exporter) {
        this.spans = SpanQueue.start(settings.batches(), exporter);
        this.provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.getDefault().toBuilder()
                                        .put(SERVICE_NAME, settings.serviceName())
                                        .put(SERVICE_VERSION, version)
                                        .build())
                        .setSampler(sampler(settings.samplingRatio()))
                        .addSpanProcessor(spans)
                        .build();
        this.tracer = provider.get(SCOPE);
    }

    /// Begins to send to the collector of the settings. Whether that is there does not matter.
    public static OtelTracing open(Traces settings, String version) {
        return new OtelTracing(settings, version, Collector.exporter(settings));
    }

    /// Of traces that publishers have begun and sample, the share that is asked for, chosen by
    /// trace: all of a trace or nothing.
    private static Sampler sampler(double ratio) {
        return Sampler.parentBasedBuilder(Sampler.alwaysOff())
                .setRemoteParentSampled(Sampler.traceIdRatioBased(ratio))
                .build();
    }

    @Override
    public @Nullable MessageTrace traceOrNull(Message message) {
        Context context = TraceHeaders.contextOrNull(message);
        return context == null ? null : new OtelTrace(tracer, context);
    }

    /// What has become of the spans so far. Any thread.
    public SpanCounts counts() {
        return new SpanCounts(spans.sent(), spans.dropped());
    }

    /// Sends what is still there, if the collector takes it in time.
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
