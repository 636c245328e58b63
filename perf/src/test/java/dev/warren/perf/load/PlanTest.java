package dev.warren.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.ShortString;
import dev.warren.perf.queues.Names;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlanTest {

    @Test
    void fewServeAllQueuesBetweenThem() {
        List<ShortString> queues = Names.of("q", 5);

        assertThat(Plan.share(queues, 0, 2))
                .map(ShortString::toString)
                .containsExactly("q-0", "q-2", "q-4");
        assertThat(Plan.share(queues, 1, 2))
                .map(ShortString::toString)
                .containsExactly("q-1", "q-3");
    }

    @Test
    void manyShareQueues() {
        List<ShortString> queues = Names.of("q", 2);

        assertThat(Plan.share(queues, 2, 3)).map(ShortString::toString).containsExactly("q-0");
    }

    @Test
    void sharesOfMessagesAddUp() {
        assertThat(IntStream.range(0, 3).mapToLong(i -> Plan.share(10L, i, 3)))
                .containsExactly(4L, 3L, 3L);
    }

    @Test
    void acknowledgingLessOftenThanThePrefetchAllowsIsRefused() {
        assertThatThrownBy(() -> new Plan.Consuming(1, 11, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every 11 messages")
                .hasMessageContaining("prefetch of 10");
    }

    @Test
    void oneQueueHasTheNameItself() {
        assertThat(Names.of("perf", 1)).map(ShortString::toString).containsExactly("perf");
    }
}
