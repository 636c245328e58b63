package dev.warren.server.tracing;

import dev.warren.server.config.ServerConfiguration.SpanBatches;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ended spans on their way to the collector: a bounded queue, and a thread that sends what has
/// gathered.
///
/// Whoever ends a span never waits. Spans for which there is no room are dropped and counted, and
/// so are those of a batch that the collector does not take; nothing is sent twice.
final class SpanQueue implements SpanProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(SpanQueue.class);

    private final SpanBatches settings;
    private final SpanExporter exporter;
    private final BlockingQueue<ReadableSpan> ended;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final CompletableResultCode finished = new CompletableResultCode();
    private final Thread sender = Thread.ofVirtual().name("spans").unstarted(this::sendAll);
    private volatile boolean isClosing;

    /// Of the sending thread: whether the last batch was not taken.
    private boolean isFailing;

    private SpanQueue(SpanBatches settings, SpanExporter exporter) {
        this.settings = settings;
        this.exporter = exporter;
        this.ended = new ArrayBlockingQueue<>(settings.spansMax());
    }

    static SpanQueue start(SpanBatches settings, SpanExporter exporter) {
        SpanQueue queue = new SpanQueue(settings, exporter);
        queue.sender.start();
        return queue;
    }

    /// How many spans were lost so far. Any thread.
    long dropped() {
        return dropped.sum();
    }

    /// How many spans the collector has taken so far. Any thread.
    long sent() {
        return sent.sum();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (isClosing || !ended.offer(span)) {
            dropped.increment();
        } else if (ended.size() >= settings.batchMax()) {
            LockSupport.unpark(sender);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /// What is there is sent once more.
    @Override
    public CompletableResultCode shutdown() {
        isClosing = true;
        LockSupport.unpark(sender);
        return finished;
    }

    private void sendAll() {
        try {
            while (!isClosing) {
                if (ended.size() < settings.batchMax()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(settings.delayMillis()));
                }
                send();
            }
            do {
                send();
            } while (!ended.isEmpty() && !isFailing);
        } finally {
            dropped.add(ended.size());
            exporter.shutdown().join(settings.timeoutMillis(), TimeUnit.MILLISECONDS);
            finished.succeed();
        }
    }

    private void send() {
        List<SpanData> batch = batch();
        if (batch.isEmpty()) {
            return;
        }
        CompletableResultCode result =
                exporter.export(batch).join(settings.timeoutMillis(), TimeUnit.MILLISECONDS);
        if (result.isSuccess()) {
            sent.add(batch.size());
            taken();
        } else {
            dropped.add(batch.size());
            refused(result.getFailureThrowable());
        }
    }

    private List<SpanData> batch() {
        List<ReadableSpan> spans = new ArrayList<>();
        ended.drainTo(spans, settings.batchMax());
        return spans.stream().map(ReadableSpan::toSpanData).toList();
    }

    private void taken() {
        if (isFailing) {
            isFailing = false;
            LOG.info("spans are sent to the collector again; {} were dropped so far", dropped());
        }
    }

    private void refused(@Nullable Throwable cause) {
        if (!isFailing) {
            isFailing = true;
            LOG.warn(
                    "the collector of traces does not take spans: {}; they are dropped until it does",
                    cause == null ? "no answer in time" : cause.toString());
        }
    }
}
