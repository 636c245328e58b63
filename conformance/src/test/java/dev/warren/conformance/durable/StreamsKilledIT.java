package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.rabbitmq.client.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A broker that is killed while it appends to a stream: what was confirmed is there, whole, once,
/// in order, and its offsets have no holes. `-Dconformance.kills=` sets how often; 5 times without.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
final class StreamsKilledIT {

    private static final String STREAM = "stream";
    private static final Map<String, Object> ARGUMENTS =
            Map.of("x-queue-type", "stream", "x-stream-max-segment-size-bytes", 200_000);
    private static final int CONFIRMED_MIN = 2_000;
    private static final int KILLS = Integer.getInteger("conformance.kills", 5);
    private static final Duration LIFE_MAX = Duration.ofSeconds(120);

    @Test
    void whatWasConfirmedIsThere() throws Exception {
        try (var warren = DurableWarren.start()) {
            ConcurrentMap<Long, Boolean> confirmed = new ConcurrentHashMap<>();
            long id = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                long last = id;
                id =
                        assertTimeoutPreemptively(
                                LIFE_MAX, () -> publishUntilKilled(warren, confirmed, last));
                warren.process().startAgain();

                List<Long> found = WholeStream.read(warren, STREAM);
                assertThat(found).doesNotContain(Bodies.DAMAGED).isSorted();
                assertThat(found).doesNotHaveDuplicates().containsAll(confirmed.keySet());
            }
        }
    }

    /// Answers the last id that was published.
    private static long publishUntilKilled(
            DurableWarren warren, ConcurrentMap<Long, Boolean> confirmed, long lastId)
            throws Exception {
        Channel channel = warren.channel();
        channel.queueDeclare(STREAM, true, false, false, ARGUMENTS);
        channel.confirmSelect();
        ConcurrentNavigableMap<Long, Long> open = new ConcurrentSkipListMap<>();
        channel.addConfirmListener(
                (number, multiple) -> {
                    var done =
                            multiple
                                    ? open.headMap(number, true)
                                    : open.subMap(number, true, number, true);
                    done.values().forEach(id -> confirmed.put(id, true));
                    done.clear();
                },
                (_, _) -> {});
        int before = confirmed.size();
        long id = lastId;
        while (confirmed.size() < before + CONFIRMED_MIN) {
            id++;
            open.put(channel.getNextPublishSeqNo(), id);
            channel.basicPublish("", STREAM, null, Bodies.of(id, 300));
        }
        warren.process().kill();
        return id;
    }

    @Test
    @Timeout(180)
    void filesOfADeletedStreamAreGone() throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel channel = warren.channel();
            channel.queueDeclare(STREAM, true, false, false, ARGUMENTS);
            channel.confirmSelect();
            channel.basicPublish("", STREAM, null, new byte[10]);
            channel.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
            Path streams = warren.process().data().resolve("streams");
            assertThat(directories(streams)).isEqualTo(1);

            channel.queueDelete(STREAM);

            Awaitility.await()
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> directories(streams) == 0);
            warren.process().kill();
            warren.process().startAgain();
            assertThat(directories(streams)).isZero();
        }
    }

    private static long directories(Path root) throws Exception {
        try (Stream<Path> found = Files.list(root)) {
            return found.count();
        }
    }
}
