package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `x-expires`: a queue that nobody uses goes.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class QueueExpiryIT {

    @Test
    void unusedQueueGoes(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("lease");
        channel.queueDeclare(queue, false, false, false, Map.of("x-expires", 50));

        await().until(() -> isGone(client, queue));
    }

    @Test
    void declaringWithoutAnAnswerKeepsIt(Client client) throws Exception {
        assumeFalse(client.is310(), "3.10 takes it for no use");
        var channel = client.channel();
        var queue = client.name("lease");
        Map<String, Object> arguments = Map.of("x-expires", 3_000);
        channel.queueDeclare(queue, false, false, false, arguments);
        Client.fill(client.confirmChannel(), queue, "kept");

        await().pollInterval(Duration.ofMillis(200))
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    channel.queueDeclareNoWait(queue, false, false, false, arguments);
                    return true;
                });

        assertThat(Client.ready(channel, queue)).isEqualTo(1);
    }

    /// Who asks uses it: asks less often than the queue lives.
    private static boolean isGone(Client client, String queue) throws Exception {
        var channel = client.channel();
        try {
            channel.queueDeclarePassive(queue);
            channel.close();
            return false;
        } catch (IOException closedBecauseThereIsNone) {
            return true;
        }
    }
}
