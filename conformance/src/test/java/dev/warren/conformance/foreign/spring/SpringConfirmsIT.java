package dev.warren.conformance.foreign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.connection.CorrelationData.Confirm;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.transaction.RabbitTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How a `RabbitTemplate` knows that the broker has a message: confirms of both kinds, returns and
/// transactions.
@Conformance
final class SpringConfirmsIT {
    private static final String TEXT = "订单已发货";

    private static Confirm confirm(CorrelationData correlation) throws Exception {
        return correlation.getFuture().get(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<String> take(RabbitTemplate template, String queue) {
        var texts = new ArrayList<String>();
        for (var got = template.receiveAndConvert(queue);
                got != null;
                got = template.receiveAndConvert(queue)) {
            texts.add(got.toString());
        }
        return texts;
    }

    @Test
    void eachMessageIsConfirmedToItsCorrelation(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            var all = new ArrayList<CorrelationData>();
            for (int i = 0; i < 100; i++) {
                var correlation = new CorrelationData("n" + i);
                all.add(correlation);
                app.template().convertAndSend("", queue, TEXT + i, correlation);
            }

            for (var correlation : all) {
                assertThat(confirm(correlation).ack()).isTrue();
                assertThat(correlation.getReturned()).isNull();
            }
            assertThat(take(app.template(), queue)).hasSize(100).contains(TEXT + 0, TEXT + 99);
        }
    }

    @Test
    void messageWithoutAQueueIsReturnedBeforeItIsConfirmed(Client client) throws Exception {
        try (var app = SpringApp.start(client)) {
            var returned = new LinkedBlockingQueue<ReturnedMessage>();
            app.template().setMandatory(true);
            app.template().setReturnsCallback(returned::add);
            var correlation = new CorrelationData("lost");
            var key = client.name("none");

            app.template().convertAndSend("amq.topic", key, TEXT, correlation);

            assertThat(confirm(correlation).ack()).isTrue();
            assertThat(correlation.getReturned()).isNotNull();
            var back = Waits.next(returned);
            assertThat(back.getReplyCode()).isEqualTo(312);
            assertThat(back.getReplyText()).isEqualTo("NO_ROUTE");
            assertThat(back.getExchange()).isEqualTo("amq.topic");
            assertThat(back.getRoutingKey()).isEqualTo(key);
            assertThat(app.template().getMessageConverter().fromMessage(back.getMessage()))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void fullQueueAnswersWithANack(Client client) throws Exception {
        var queue = client.name("full");
        client.channel()
                .queueDeclare(
                        queue,
                        false,
                        false,
                        false,
                        Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        try (var app = SpringApp.start(client)) {
            var first = new CorrelationData();
            var second = new CorrelationData();

            app.template().convertAndSend("", queue, "fits", first);
            assertThat(confirm(first).ack()).isTrue();
            app.template().convertAndSend("", queue, "does not", second);

            assertThat(confirm(second).ack()).isFalse();
            assertThat(take(app.template(), queue)).containsExactly("fits");
        }
    }

    @Test
    void missingExchangeIsANackWithTheReasonAndTheTemplateGoesOn(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            var missing = client.name("missing");
            var lost = new CorrelationData();
            var found = new CorrelationData();

            app.template().convertAndSend(missing, "key", "lost", lost);

            assertThat(confirm(lost).ack()).isFalse();
            // Spring's own word when its thread finds the channel closed before it is told why.
            assertThat(confirm(lost).reason())
                    .satisfiesAnyOf(
                            reason ->
                                    assertThat(reason)
                                            .contains(
                                                    "reply-code=404",
                                                    "NOT_FOUND - no exchange '" + missing + "'"),
                            reason ->
                                    assertThat(reason).isEqualTo("Channel closed by application"));
            app.template().convertAndSend("", queue, "found", found);
            assertThat(confirm(found).ack()).isTrue();
            assertThat(take(app.template(), queue)).containsExactly("found");
        }
    }

    @Test
    void simpleConfirmsAreAwaitedOnOneChannel(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            app.connections().setPublisherConfirmType(ConfirmType.SIMPLE);
            var acks = new CopyOnWriteArrayList<Long>();
            var nacks = new CopyOnWriteArrayList<Long>();

            app.template()
                    .invoke(
                            operations -> {
                                for (int i = 0; i < 10; i++) {
                                    operations.convertAndSend("", queue, TEXT + i);
                                }
                                operations.waitForConfirmsOrDie(Waits.ANSWER_MAX.toMillis());
                                return null;
                            },
                            (tag, _) -> acks.add(tag),
                            (tag, _) -> nacks.add(tag));

            assertThat(take(app.template(), queue)).hasSize(10).endsWith(TEXT + 9);
            assertThat(nacks).isEmpty();
            assertThat(acks).isNotEmpty();
        }
    }

    @Test
    void transactionIsCommittedOrRolledBackAsAWhole(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        try (var app = SpringApp.start(client)) {
            app.connections().setPublisherConfirmType(ConfirmType.NONE);
            app.template().setChannelTransacted(true);
            var transactions =
                    new TransactionTemplate(new RabbitTransactionManager(app.connections()));

            transactions.executeWithoutResult(_ -> {
                app.template().convertAndSend("", queue, "a");
                app.template().convertAndSend("", queue, "b");
            });
            transactions.executeWithoutResult(status -> {
                app.template().convertAndSend("", queue, "never");
                status.setRollbackOnly();
            });
            assertThatThrownBy(() ->
                            transactions.executeWithoutResult(_ -> {
                                app.template().convertAndSend("", queue, "never");
                                throw new IllegalArgumentException("no");
                            }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(Client.drain(channel, queue)).containsExactly("\"a\"", "\"b\"");
        }
    }

    @Test
    void whatARolledBackTransactionReceivedComesAgain(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            app.connections().setPublisherConfirmType(ConfirmType.NONE);
            app.template().setChannelTransacted(true);
            app.template().convertAndSend("", queue, "text");
            var transactions =
                    new TransactionTemplate(new RabbitTransactionManager(app.connections()));

            var first =
                    transactions.execute(status -> {
                        status.setRollbackOnly();
                        return app.template().receive(queue);
                    });
            var second = app.received(queue);
            var third = app.template().receive(queue);

            assertThat(Objects.requireNonNull(first).getMessageProperties().isRedelivered())
                    .isFalse();
            assertThat(second.getMessageProperties().isRedelivered()).isTrue();
            assertThat(third).isNull();
        }
    }

    @Test
    void publishersHaveAConnectionOfTheirOwn(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            app.template().setUsePublisherConnection(true);
            var correlation = new CorrelationData();

            app.template().convertAndSend("", queue, TEXT, correlation);

            assertThat(confirm(correlation).ack()).isTrue();
            assertThat(take(app.template(), queue)).containsExactly(TEXT);
            assertThat(app.connections().getCacheProperties().getProperty("localPort"))
                    .isNotEqualTo(
                            app.connections()
                                    .getPublisherConnectionFactoryCacheProperties()
                                    .getProperty("localPort"));
        }
    }
}
