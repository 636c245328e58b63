package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// SIGTERM while clients publish and consume: an orderly stop, and the next start has everything
/// that was promised.
@Timeout(120)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class StopUnderLoadIT {

    private static final int BODY_BYTES_MAX = 2_000;
    private static final int ENOUGH = 3_000;
    private static final List<String> QUEUES = List.of("kept", "eaten");

    @RepeatedTest(3)
    void everyConfirmedMessageIsThereAndNoneTwiceUnmarked() throws Exception {
        var tally = new Tally();
        try (var warren = DurableWarren.start()) {
            List<Thread> publishers = new ArrayList<>();
            for (String queue : QUEUES) {
                var channel = warren.channel(queue);
                publishers.add(
                        ConfirmingPublisher.toQueue(channel, queue, BODY_BYTES_MAX, tally).start());
            }
            AckingConsumer.start(warren.channel(), "eaten", tally);
            Awaitility.await("load")
                    .atMost(DurableWarren.PATIENCE)
                    .until(() -> tally.confirmedCount() > ENOUGH);

            assertThat(warren.process().stop()).as(warren.process().log()).isZero();
            for (Thread publisher : publishers) {
                publisher.join(DurableWarren.PATIENCE);
            }
            assertThat(warren.process().log()).doesNotContain("[error]", "Exception");
            warren.process().startAgain();

            for (String queue : QUEUES) {
                warren.drain(queue, tally);
            }
            tally.check("after SIGTERM");
        }
    }
}
