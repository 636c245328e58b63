package dev.warren.conformance;

import static org.awaitility.Awaitility.await;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `x-expires`: a queue that nobody uses goes.
@Conformance
final class QueueExpiryIT {

    @Test
    void unusedQueueGoes(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("lease");
        channel.queueDeclare(queue, false, false, false, Map.of("x-expires", 50));

        await().until(() -> isGone(client, queue));
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
