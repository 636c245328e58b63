package dev.warren.engine.stream.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.engine.log.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Many streams at a start.
class StreamsRecoveryTest {

    private static final int READERS = 3;
    private static final List<Long> STREAMS = LongStream.rangeClosed(1, 30).boxed().toList();
    private static final DamageListener NO_DAMAGE = (_, _, _, _, _) -> {};

    /// Directories of which nobody gets one before so many are asked for at once.
    private static final class Meeting implements StreamRoot {
        private final SimRoot root = new SimRoot(new Random(1));
        private final CyclicBarrier all = new CyclicBarrier(READERS);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public int readers() {
            return READERS;
        }

        @Override
        public Disk directory(long stream) throws IOException {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                all.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IOException(e);
            } finally {
                inside.decrementAndGet();
            }
            return new SimRoot(new Random(stream)).directory(stream);
        }

        @Override
        public List<Long> streams() {
            return root.streams();
        }

        @Override
        public void delete(long stream) {
            root.delete(stream);
        }
    }

    @Test
    void someAreReadSideBySideAndNoMore() throws IOException {
        Meeting root = new Meeting();
        StreamsRecovery recovery = new StreamsRecovery(root, NO_DAMAGE);

        recovery.recover(STREAMS);

        assertThat(recovery.found).containsOnlyKeys(STREAMS);
        assertThat(root.most.get()).isEqualTo(READERS);
    }

    @Test
    void oneThatCannotBeReadEndsTheStart() {
        StreamRoot root =
                new StreamRoot() {
                    @Override
                    public int readers() {
                        return READERS;
                    }

                    @Override
                    public Disk directory(long stream) throws IOException {
                        if (stream == 7) {
                            throw new IOException("no such disk");
                        }
                        return new SimRoot(new Random(stream)).directory(stream);
                    }

                    @Override
                    public List<Long> streams() {
                        return STREAMS;
                    }

                    @Override
                    public void delete(long stream) {}
                };

        assertThatThrownBy(() -> new StreamsRecovery(root, NO_DAMAGE).recover(STREAMS))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("no such disk");
    }
}
