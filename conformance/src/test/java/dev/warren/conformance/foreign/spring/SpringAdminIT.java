package dev.warren.conformance.foreign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Plugins;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.CustomExchange;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a `RabbitAdmin` declares, asks and deletes.
@Conformance
final class SpringAdminIT {

    @Test
    void beansAreThereWithTheFirstConnection(Client client) throws Exception {
        var channel = client.channel();
        try (var app = SpringApp.start(client, Shop.class)) {
            var skipped = app.queue("skipped");

            app.connections().createConnection();

            for (var queue : List.of("classic", "quorum", "stream", "rest")) {
                channel.queueDeclarePassive(app.queue(queue));
            }
            for (var exchange : List.of("orders", "unrouted", "marks", "dead")) {
                channel.exchangeDeclarePassive(app.exchange(exchange));
            }
            assertThat(client.failure(channel, () -> channel.queueDeclarePassive(skipped)))
                    .isEqualTo(Closing.noQueue(skipped, "queue.declare"));
        }
    }

    @Test
    void beansAreDeclaredAgainWithoutHarm(Client client) {
        try (var app = SpringApp.start(client, Shop.class)) {
            app.admin().initialize();
            app.connections().resetConnection();
            app.admin().initialize();
        }
    }

    @Test
    void bindingsLeadWhereTheySay(Client client) throws Exception {
        var channel = client.channel();
        try (var app = SpringApp.start(client, Shop.class)) {
            var template = app.template();
            var orders = app.exchange("orders");

            confirmed(app, orders, "order.1", 1);
            confirmed(app, orders, "order.2", 2);
            confirmed(app, orders, "elsewhere", 3);
            template.convertAndSend(
                    orders,
                    "marked",
                    new Order(4, "seven"),
                    message -> {
                        message.getMessageProperties().setHeader("size", 7);
                        return message;
                    });

            assertThat(received(app, "classic").number()).isEqualTo(2);
            assertThat(List.of(received(app, "rest").number(), received(app, "rest").number()))
                    .containsExactlyInAnyOrder(1, 3);
            assertThat(received(app, "quorum").number()).isEqualTo(4);
            assertThat(Client.ready(channel, app.queue("rest"))).isZero();
        }
    }

    private static void confirmed(SpringApp app, String exchange, String key, int number) {
        app.template()
                .invoke(operations -> {
                    operations.convertAndSend(exchange, key, new Order(number, key));
                    return operations.waitForConfirms(Waits.ANSWER_MAX.toMillis());
                });
    }

    private static Order received(SpringApp app, String queue) {
        var got = app.template().receiveAndConvert(app.queue(queue), Waits.ANSWER_MAX.toMillis());
        return (Order) assertThat(got).isInstanceOf(Order.class).actual();
    }

    @Configuration
    static class Anonymous {
        @Bean
        Queue answers() {
            return new AnonymousQueue();
        }
    }

    @Test
    void anonymousQueueBelongsToItsApplication(Client client) throws Exception {
        var channel = client.channel();
        try (var app = SpringApp.start(client, Anonymous.class)) {
            app.admin().initialize();
            var queue = app.queue("answers");

            app.template().convertAndSend(queue, "text");

            assertThat(app.template().receiveAndConvert(queue)).isEqualTo("text");
            assertThat(client.failure(channel, () -> channel.queueDeclarePassive(queue)))
                    .isEqualTo(Closing.locked(queue, "queue.declare"));
        }
    }

    @Test
    void queueThatTheBrokerNamesIsKnownByItsName(Client client) {
        try (var app = SpringApp.start(client)) {
            var queue = new Queue("", false, true, true);

            var name = app.admin().declareQueue(queue);

            assertThat(name).startsWith("amq.gen-").isEqualTo(queue.getActualName());
            assertThat(app.admin().getQueueInfo(queue.getActualName())).isNotNull();
        }
    }

    @Test
    void adminAsksForQueues(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "a", "b");
        client.consume(client.foreignChannel(), client.queue(channel));
        try (var app = SpringApp.start(client)) {

            var info = app.admin().getQueueInfo(queue);
            var properties = app.admin().getQueueProperties(queue);

            assertThat(info).isEqualTo(new QueueInformation(queue, 2, 0));
            assertThat(properties)
                    .containsEntry(RabbitAdmin.QUEUE_NAME, queue)
                    .containsEntry(RabbitAdmin.QUEUE_MESSAGE_COUNT, 2L)
                    .containsEntry(RabbitAdmin.QUEUE_CONSUMER_COUNT, 0);
            assertThat(app.admin().getQueueInfo(client.name("none"))).isNull();
        }
    }

    @Test
    void adminPurgesUnbindsAndDeletes(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "a", "b", "c");
        try (var app = SpringApp.start(client)) {
            var admin = app.admin();
            var exchange = new DirectExchange(client.name("direct"));
            var binding = BindingBuilder.bind(new Queue(queue, false)).to(exchange).with("key");
            admin.declareExchange(exchange);
            admin.declareBinding(binding);

            assertThatThrownBy(() -> admin.deleteQueue(queue, false, true))
                    .isInstanceOf(AmqpIOException.class)
                    .hasStackTraceContaining("reply-code=406")
                    .hasStackTraceContaining(
                            "PRECONDITION_FAILED - queue '" + queue + "' in vhost");
            assertThat(admin.purgeQueue(queue)).isEqualTo(3);
            admin.removeBinding(binding);
            admin.removeBinding(binding);
            admin.deleteQueue(queue, true, true);

            assertThat(admin.getQueueInfo(queue)).isNull();
            assertThat(admin.deleteQueue(queue)).isTrue();
            assertThat(admin.deleteExchange(exchange.getName())).isTrue();
            assertThat(admin.deleteExchange(exchange.getName())).isTrue();
        }
    }

    @Configuration
    static class OneOfTwo {
        private final Client client;

        OneOfTwo(Client client) {
            this.client = client;
        }

        @Bean
        Queue first() {
            return new Queue(client.name("first"));
        }

        @Bean
        Queue taken() {
            return new Queue(client.name("taken"), true, false, false, Map.of("x-max-length", 7));
        }

        @Bean
        Queue last() {
            return new Queue(client.name("last"));
        }
    }

    @Test
    void queueWithOtherArgumentsIsRefused(Client client) throws Exception {
        try (var app = SpringApp.start(client, OneOfTwo.class)) {
            var taken = app.queue("taken");
            client.channel().queueDeclare(taken, true, false, false, Map.of("x-max-length", 8));
            app.admin().setRetryTemplate(null);

            assertThatThrownBy(() -> app.admin().initialize())
                    .isInstanceOf(AmqpIOException.class)
                    .hasStackTraceContaining("reply-code=406")
                    .hasStackTraceContaining(
                            "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue '"
                                    + taken
                                    + "'")
                    .hasStackTraceContaining("received '7' but current is '8'");
        }
    }

    @Test
    void adminThatLooksAwayDeclaresTheRest(Client client) throws Exception {
        try (var app = SpringApp.start(client, OneOfTwo.class)) {
            client.channel().queueDeclare(app.queue("taken"), true, false, false, Map.of());
            app.admin().setIgnoreDeclarationExceptions(true);

            app.admin().initialize();

            assertThat(app.admin().getQueueInfo(app.queue("first"))).isNotNull();
            assertThat(app.admin().getQueueInfo(app.queue("last"))).isNotNull();
        }
    }

    @Test
    void whatWasDeclaredByHandComesBackWithTheConnection(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var admin = app.admin();
            admin.setRedeclareManualDeclarations(true);
            var queue = new Queue(client.name("own"), false, true, true);
            admin.declareQueue(queue);
            admin.declareBinding(
                    BindingBuilder.bind(queue).to(new DirectExchange("amq.direct")).with("own"));
            app.template().convertAndSend("amq.direct", queue.getName(), "lost");

            app.connections().resetConnection();
            app.template().convertAndSend("amq.direct", "own", "found");

            assertThat(
                            app.template()
                                    .receiveAndConvert(
                                            queue.getName(), Waits.ANSWER_MAX.toMillis()))
                    .isEqualTo("found");
        }
    }

    @Test
    void delayedExchangeIsACustomExchange(Client client) throws Exception {
        Plugins.assumeExchangeType(client, RabbitAdmin.DELAYED_MESSAGE_EXCHANGE);
        try (var app = SpringApp.start(client)) {
            var queue = new Queue(client.name("later"));
            var direct = new DirectExchange(client.name("direct"));
            direct.setDelayed(true);
            var custom =
                    new CustomExchange(
                            client.name("custom"),
                            RabbitAdmin.DELAYED_MESSAGE_EXCHANGE,
                            true,
                            false,
                            Map.of("x-delayed-type", "topic"));
            app.admin().declareQueue(queue);
            app.admin().declareExchange(direct);
            app.admin().declareExchange(custom);
            app.admin().declareBinding(BindingBuilder.bind(queue).to(direct).with("a"));
            app.admin().declareBinding(BindingBuilder.bind(queue).to(custom).with("a.#").noargs());

            app.template()
                    .convertAndSend(
                            custom.getName(),
                            "a.b",
                            "text",
                            message -> {
                                message.getMessageProperties().setDelayLong(1L);
                                return message;
                            });

            var got = app.received(queue.getName());
            assertThat(got.getMessageProperties().getReceivedDelayLong()).isEqualTo(1L);
        }
    }
}
