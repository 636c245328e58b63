package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that are nothing themselves and stand in many queues: what queues remember of them is
/// most of what they take, and counts.
@Timeout(120)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class CopiesInQueuesIT {
    private static final int QUEUES = 200;

    /// The messages alone take half of what raises the alarm; their places in queues take more than
    /// the whole heap.
    private static final int MESSAGES = 100_000;

    @Test
    void fanoutToManyQueuesIsStoppedAndGoesOnWhenHalfOfThemArePurged() throws Exception {
        try (var warren = SmallWarren.start()) {
            assertStoppedAndGoesOn(warren, false);
        }
    }

    /// Leaving memory makes what queues remember of messages more: copies that need not be kept
    /// stay where they are.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sameWithADisk(boolean isPersistent) throws Exception {
        var settings = Broker.settings();
        settings.put("warren.store", "log");
        try (var warren = SmallWarren.start(settings)) {
            assertStoppedAndGoesOn(warren, isPersistent);
        }
    }

    private static void assertStoppedAndGoesOn(SmallWarren warren, boolean isPersistent)
            throws Exception {
        var channel = warren.channel();
        channel.exchangeDeclare("all", BuiltinExchangeType.FANOUT);
        var queues = new ArrayList<String>();
        for (var i = 0; i < QUEUES; i++) {
            queues.add(
                    channel.queueDeclare("q" + i, isPersistent, false, false, Map.of()).getQueue());
            channel.queueBind(queues.getLast(), "all", "");
        }
        var connection = warren.connect();
        var blocked = new CompletableFuture<String>();
        var unblocked = new CompletableFuture<Boolean>();
        connection.addBlockedListener(blocked::complete, () -> unblocked.complete(true));
        var publishing = Client.channelOf(connection);
        var publisher = Thread.startVirtualThread(() -> publish(publishing, isPersistent));

        assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo("low on memory");
        warren.assertAnswers();
        warren.assertHadRoom();
        for (var queue : queues.subList(0, QUEUES / 2)) {
            channel.queuePurge(queue);
        }
        assertThat(unblocked.get(60, TimeUnit.SECONDS)).isTrue();

        delete(warren.channel(), queues);
        publisher.join(SmallWarren.PATIENCE);
        warren.assertServes();
    }

    private static void delete(Channel channel, List<String> queues) throws IOException {
        for (var queue : queues) {
            channel.queueDelete(queue);
        }
    }

    private static void publish(Channel channel, boolean isPersistent) {
        var properties = isPersistent ? MessageProperties.MINIMAL_PERSISTENT_BASIC : null;
        try {
            for (var i = 0; i < MESSAGES; i++) {
                channel.basicPublish("all", "", properties, new byte[0]);
            }
        } catch (IOException | AlreadyClosedException ignoredTestIsOver) {
            Thread.currentThread().interrupt();
        }
    }
}
