package dev.warren.conformance.foreign.spring;

import static dev.warren.conformance.foreign.spring.Containers.awaitConsumers;
import static dev.warren.conformance.foreign.spring.Containers.direct;
import static dev.warren.conformance.foreign.spring.Containers.inbox;
import static dev.warren.conformance.foreign.spring.Containers.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.EventWatch;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.core.BrokerEvent;
import org.springframework.amqp.rabbit.core.BrokerEventListener;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.ListenerContainerIdleEvent;
import org.springframework.amqp.rabbit.listener.MissingQueueEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/// The life of a container: queues that are not there yet, or not any more, transactions, and what
/// it tells of itself.
@Conformance
final class SpringContainersIT {

    @Test
    void simpleContainerWaitsForItsQueue(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var queue = client.name("late");
            var container = simple(app, queue);
            container.setMissingQueuesFatal(false);
            assertWaits(client, container, queue);
        }
    }

    @Test
    void directContainerWaitsForItsQueue(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var queue = client.name("late");
            assertWaits(client, direct(app, queue), queue);
        }
    }

    private static void assertWaits(
            Client client, AbstractMessageListenerContainer container, String queue)
            throws Exception {
        var missing = new LinkedBlockingQueue<MissingQueueEvent>();
        container.setApplicationEventPublisher(event -> {
            if (event instanceof MissingQueueEvent gone) {
                missing.add(gone);
            }
        });
        var inbox = inbox(container);

        container.start();
        assertThat(Waits.next(missing).getQueue()).isEqualTo(queue);
        var channel = client.channel();
        channel.queueDeclare(queue, true, false, false, Map.of());
        Client.fill(channel, queue, "text");

        assertThat(Waits.next(inbox)).isEqualTo("text");
        container.stop();
    }

    @Test
    void containerThatMayNotWaitDoesNotStart(Client client) {
        try (var app = SpringApp.start(client)) {
            var container = simple(app, client.name("none"));
            container.setDeclarationRetries(1);
            inbox(container);

            assertThatThrownBy(container::start)
                    .hasStackTraceContaining("reply-code=404")
                    .hasStackTraceContaining("method<channel.close>");
            Awaitility.await().atMost(Waits.ANSWER_MAX).until(() -> !container.isRunning());
        }
    }

    @Test
    void simpleContainerComesBackToAQueueThatWasDeleted(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var queue = client.queue(client.channel());
            var container = simple(app, queue);
            container.setMissingQueuesFatal(false);
            assertComesBack(client, app, container, queue);
        }
    }

    @Test
    void directContainerComesBackToAQueueThatWasDeleted(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var queue = client.queue(client.channel());
            assertComesBack(client, app, direct(app, queue), queue);
        }
    }

    private static void assertComesBack(
            Client client, SpringApp app, AbstractMessageListenerContainer container, String queue)
            throws Exception {
        var channel = client.channel();
        var inbox = inbox(container);
        container.start();
        awaitConsumers(app, queue, 1);

        channel.queueDelete(queue);
        channel.queueDeclare(queue, true, false, false, Map.of());
        Client.fill(channel, queue, "text");

        assertThat(Waits.next(inbox)).isEqualTo("text");
        container.stop();
    }

    @Test
    void whatAListenerPublishedIsRolledBackWithItsMessage(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        var results = client.queue(channel);
        try (var app = SpringApp.start(client)) {
            app.connections().setPublisherConfirmType(ConfirmType.NONE);
            app.template().setChannelTransacted(true);
            var container = simple(app, queue);
            container.setChannelTransacted(true);
            container.setMessageListener(message -> {
                boolean again = Boolean.TRUE.equals(message.getMessageProperties().isRedelivered());
                app.template().convertAndSend("", results, "again: " + again);
                if (!again) {
                    throw new IllegalStateException("not yet");
                }
            });
            container.start();

            Client.fill(channel, queue, "text");

            assertThat(Client.text(Client.await(channel, results))).isEqualTo("\"again: true\"");
            container.stop();
            assertThat(Client.drain(channel, results)).isEmpty();
            assertThat(Client.drain(channel, queue)).isEmpty();
        }
    }

    @Test
    void idleContainerSaysSo(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var queue = client.queue(client.channel());
            var container = direct(app, queue);
            var idle = new LinkedBlockingQueue<ListenerContainerIdleEvent>();
            container.setIdleEventInterval(SpringBasics.LOOK_MILLIS);
            container.setApplicationEventPublisher(event -> {
                if (event instanceof ListenerContainerIdleEvent quiet) {
                    idle.add(quiet);
                }
            });
            inbox(container);

            container.start();

            assertThat(Waits.next(idle).getQueueNames()).containsExactly(queue);
            container.stop();
        }
    }

    @Configuration
    static class Watching {
        final LinkedBlockingQueue<BrokerEvent> seen = new LinkedBlockingQueue<>();

        @Bean
        BrokerEventListener events(
                org.springframework.amqp.rabbit.connection.CachingConnectionFactory connections) {
            return new BrokerEventListener(connections, "queue.*");
        }

        @EventListener
        void hear(BrokerEvent event) {
            seen.add(event);
        }
    }

    @Test
    void eventsOfTheBrokerAreEventsOfTheApplication(Client client) throws Exception {
        assumeTrue(
                !client.is310() || EventWatch.isThere(client),
                "RabbitMQ without rabbitmq_event_exchange");
        try (var app = SpringApp.start(client, Watching.class)) {
            var queue = client.name("told");

            app.admin().declareQueue(new Queue(queue));

            var seen = app.bean(Watching.class).seen;
            var event = Waits.next(seen);
            while (!queue.equals(event.getEventProperties().get("name"))) {
                event = Waits.next(seen);
            }
            assertThat(event.getEventType()).isEqualTo("queue.created");
            assertThat(event.getEventProperties()).containsEntry("durable", true);
        }
    }
}
