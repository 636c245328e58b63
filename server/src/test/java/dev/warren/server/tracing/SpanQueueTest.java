package dev.warren.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.config.ServerConfiguration.SpanBatches;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SpanQueueTest {

    private static final int SPANS_MAX = 8;
    private static final int BATCH_MAX = 4;
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int WAIT_SECONDS_MAX = 60;

    private final HeldExporter exporter = new HeldExporter();
    private final SpanQueue queue =
            SpanQueue.start(new SpanBatches(SPANS_MAX, BATCH_MAX, HOUR_MILLIS, 60_000), exporter);
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(queue).build();
    private final Tracer tracer = provider.get("test");

    /// A collector that answers when the test says so.
    private static final class HeldExporter implements SpanExporter {
        private final BlockingQueue<List<SpanData>> arrived = new LinkedBlockingQueue<>();
        private final BlockingQueue<CompletableResultCode> open = new LinkedBlockingQueue<>();
        private volatile boolean isHeld;

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode answer = new CompletableResultCode();
            if (isHeld) {
                open.add(answer);
            } else {
                answer.succeed();
            }
            arrived.add(List.copyOf(spans));
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        /// So many spans, or fewer if no more come, in however many batches.
        private List<String> next(int count) throws InterruptedException {
            List<String> names = new ArrayList<>();
            while (names.size() < count) {
                List<SpanData> batch = arrived.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
                if (batch == null) {
                    return names;
                }
                batch.forEach(span -> names.add(span.getName()));
            }
            return names;
        }

        private CompletableResultCode answer() throws InterruptedException {
            CompletableResultCode next = open.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            return next == null ? CompletableResultCode.ofFailure() : next;
        }
    }

    @AfterEach
    void close() {
        exporter.isHeld = false;
        exporter.open.forEach(CompletableResultCode::succeed);
        provider.close();
    }

    private List<String> end(int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String name = "span " + i;
            tracer.spanBuilder(name).startSpan().end();
            names.add(name);
        }
        return names;
    }

    @Test
    void fullBatchDoesNotWait() throws Exception {
        List<String> ended = end(0, BATCH_MAX);

        assertThat(exporter.next(BATCH_MAX)).isEqualTo(ended);
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void whatThereIsNoRoomForIsDroppedAndCounted() throws Exception {
        exporter.isHeld = true;
        end(0, BATCH_MAX);
        CompletableResultCode answer = exporter.answer();

        List<String> ended = end(BATCH_MAX, 100);

        long dropped = queue.dropped();
        assertThat(dropped).isGreaterThanOrEqualTo(ended.size() - SPANS_MAX);
        exporter.isHeld = false;
        answer.succeed();
        assertThat(exporter.next(100 - (int) dropped)).hasSize(100 - (int) dropped);
    }

    @Test
    void batchThatIsNotTakenIsDroppedAndTheNextIsSent() throws Exception {
        exporter.isHeld = true;
        end(0, BATCH_MAX);
        CompletableResultCode answer = exporter.answer();
        int refused = exporter.next(1).size();
        exporter.isHeld = false;
        answer.fail();

        end(10, 10 + BATCH_MAX);

        int taken = 2 * BATCH_MAX - refused;
        assertThat(exporter.next(taken)).hasSize(taken).contains("span 13");
        assertThat(queue.dropped()).isEqualTo(refused);
        provider.shutdown().join(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(queue.sent()).isEqualTo(taken);
    }

    @Test
    void restIsSentAtTheEnd() throws Exception {
        List<String> ended = end(0, 2);

        provider.shutdown().join(WAIT_SECONDS_MAX, TimeUnit.SECONDS);

        assertThat(exporter.next(2)).isEqualTo(ended);
    }
}
