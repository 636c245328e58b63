package dev.warren.conformance.foreign.spring;

import static dev.warren.conformance.foreign.spring.Containers.awaitConsumers;
import static dev.warren.conformance.foreign.spring.Containers.direct;
import static dev.warren.conformance.foreign.spring.Containers.inbox;
import static dev.warren.conformance.foreign.spring.Containers.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;

/// The consumers of a container: how many there are, what they hold, and which of them gets a
/// message.
@Conformance
final class SpringConsumersIT {

    /// Holds each message until it is opened, or for as long as it is told.
    private static MessageListener gate(CountDownLatch open, long millis) {
        return _ -> {
            try {
                open.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void consumersComeWithTheWorkAndGoWithoutIt(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var open = new CountDownLatch(1);
        try (var app = SpringApp.start(client)) {
            var container = simple(app, queue);
            container.setConcurrency("1-3");
            container.setStartConsumerMinInterval(1);
            container.setStopConsumerMinInterval(1);
            container.setConsecutiveActiveTrigger(1);
            container.setConsecutiveIdleTrigger(1);
            container.setPrefetchCount(1);
            container.setMessageListener(gate(open, SpringBasics.LOOK_MILLIS));

            container.start();

            awaitConsumers(app, queue, 1);
            Awaitility.await("more consumers for more work")
                    .until(() -> {
                        Client.fill(channel, queue, "a", "b", "c", "d", "e", "f");
                        return channel.consumerCount(queue) == 3;
                    });
            open.countDown();
            awaitConsumers(app, queue, 1);
            container.stop();
            awaitConsumers(app, queue, 0);
        }
    }

    @Test
    void prefetchLimitsWhatAConsumerHolds(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "0", "1", "2", "3", "4");
        var open = new CountDownLatch(1);
        try (var app = SpringApp.start(client)) {
            var container = simple(app, queue);
            container.setPrefetchCount(2);
            container.setForceStop(true);
            container.setMessageListener(gate(open, Waits.ANSWER_MAX.toMillis()));

            container.start();
            Awaitility.await().until(() -> Client.ready(channel, queue) == 3);
            var stopped = CompletableFuture.runAsync(container::stop);
            Awaitility.await().atMost(Waits.ANSWER_MAX).until(() -> !container.isActive());
            open.countDown();
            stopped.get(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);

            Awaitility.await().until(() -> Client.ready(channel, queue) == 4);
            assertThat(Client.drain(channel, queue)).containsExactly("1", "2", "3", "4");
        }
    }

    @Test
    void withoutAcksAFailedMessageIsGone(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var seen = new LinkedBlockingQueue<Message>();
        try (var app = SpringApp.start(client)) {
            var container = direct(app, queue);
            container.setAcknowledgeMode(AcknowledgeMode.NONE);
            container.setMessageListener(message -> {
                seen.add(message);
                throw new IllegalStateException("lost");
            });
            container.start();

            Client.fill(channel, queue, "a", "b");

            assertThat(Waits.next(seen).getBody()).isEqualTo(Client.bytes("a"));
            assertThat(Waits.next(seen).getBody()).isEqualTo(Client.bytes("b"));
            container.stop();
            assertThat(seen).isEmpty();
            assertThat(Client.ready(channel, queue)).isZero();
        }
    }

    @Test
    void exclusiveConsumerIsFollowedByTheNextInLine(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        try (var app = SpringApp.start(client)) {
            var first = simple(app, queue);
            first.setExclusive(true);
            var firsts = inbox(first);
            var second = simple(app, queue);
            second.setExclusive(true);
            var seconds = inbox(second);

            first.start();
            awaitConsumers(app, queue, 1);
            second.start();
            Client.fill(channel, queue, "a");
            assertThat(Waits.next(firsts)).isEqualTo("a");
            first.stop();
            Client.fill(channel, queue, "b");

            assertThat(Waits.next(seconds)).isEqualTo("b");
            second.stop();
        }
    }

    @Test
    void singleActiveConsumerIsFollowedByTheNextInLine(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("single");
        channel.queueDeclare(queue, true, false, false, Map.of("x-single-active-consumer", true));
        try (var app = SpringApp.start(client)) {
            var first = simple(app, queue);
            var firsts = inbox(first);
            var second = direct(app, queue);
            var seconds = inbox(second);

            first.start();
            awaitConsumers(app, queue, 1);
            second.start();
            awaitConsumers(app, queue, 2);
            Client.fill(channel, queue, "a", "b");
            assertThat(Waits.next(firsts)).isEqualTo("a");
            assertThat(Waits.next(firsts)).isEqualTo("b");
            first.stop();
            Client.fill(channel, queue, "c");

            assertThat(Waits.next(seconds)).isEqualTo("c");
            second.stop();
        }
    }

    @Test
    void consumerOfHigherPriorityComesFirst(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        try (var app = SpringApp.start(client)) {
            var low = simple(app, queue);
            var lows = inbox(low);
            var high = simple(app, queue);
            high.setConsumerArguments(Map.of("x-priority", 10));
            var highs = inbox(high);

            low.start();
            high.start();
            awaitConsumers(app, queue, 2);
            Client.fill(channel, queue, "a", "b", "c");

            assertThat(Waits.next(highs)).isEqualTo("a");
            assertThat(Waits.next(highs)).isEqualTo("b");
            assertThat(Waits.next(highs)).isEqualTo("c");
            assertThat(lows).isEmpty();
            low.stop();
            high.stop();
        }
    }

    @Test
    void queuesAndConsumersOfADirectContainerChangeWhileItRuns(Client client) throws Exception {
        var channel = client.channel();
        var one = client.queue(channel);
        var two = client.queue(channel);
        try (var app = SpringApp.start(client)) {
            var container = direct(app, one);
            container.setConsumersPerQueue(3);
            var inbox = inbox(container);

            container.start();
            awaitConsumers(app, one, 3);
            container.addQueueNames(two);
            awaitConsumers(app, two, 3);
            container.setConsumersPerQueue(1);
            awaitConsumers(app, one, 1);
            awaitConsumers(app, two, 1);
            container.removeQueueNames(one);
            awaitConsumers(app, one, 0);
            Client.fill(channel, one, "left");
            Client.fill(channel, two, "taken");

            assertThat(Waits.next(inbox)).isEqualTo("taken");
            assertThat(inbox).isEmpty();
            container.stop();
        }
    }

    @Test
    void streamIsReadFromItsBeginningAsOftenAsOneLikes(Client client) throws Exception {
        var channel = client.confirmChannel();
        var stream = client.name("stream");
        channel.queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream"));
        Client.fill(channel, stream, "0", "1", "2");
        try (var app = SpringApp.start(client)) {
            for (int i = 0; i < 2; i++) {
                var container = simple(app, stream);
                container.setPrefetchCount(2);
                container.setConsumerArguments(Map.of("x-stream-offset", "first"));
                var inbox = inbox(container);

                container.start();

                var texts = new ArrayList<String>();
                for (int j = 0; j < 3; j++) {
                    texts.add(Waits.next(inbox));
                }
                assertThat(texts).containsExactly("0", "1", "2");
                container.stop();
            }
        }
    }
}
