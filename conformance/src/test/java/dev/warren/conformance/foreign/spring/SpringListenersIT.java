package dev.warren.conformance.foreign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;
import org.springframework.amqp.support.AmqpHeaders;
import org.springframework.amqp.support.converter.MessageConverter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

/// What becomes of a message that a `@RabbitListener` throws at, settles by itself, or takes with
/// others.
@Conformance
final class SpringListenersIT {

    /// What a listener was given.
    record Seen(String text, boolean redelivered) {}

    @Configuration
    static class Failing {
        private final Client client;
        final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
        final BlockingQueue<Message> dead = new LinkedBlockingQueue<>();

        Failing(Client client) {
            this.client = client;
        }

        @Bean
        Queue deadLetters() {
            return new Queue(client.name("dead"));
        }

        @Bean
        Queue work() {
            return QueueBuilder.durable(client.name("work"))
                    .deadLetterExchange("")
                    .deadLetterRoutingKey(deadLetters().getName())
                    .build();
        }

        @RabbitListener(queues = "#{work.name}")
        void take(String text, @Header(AmqpHeaders.REDELIVERED) boolean redelivered) {
            seen.add(new Seen(text, redelivered));
            if (text.equals("poison")) {
                throw new AmqpRejectAndDontRequeueException("never");
            }
            if (!redelivered) {
                throw new IllegalStateException("not now");
            }
        }

        @RabbitListener(queues = "#{deadLetters.name}")
        void bury(Message message) {
            dead.add(message);
        }
    }

    @Test
    void exceptionGivesTheMessageBack(Client client) throws Exception {
        try (var app = SpringApp.start(client, Failing.class)) {
            var seen = app.bean(Failing.class).seen;

            app.template().convertAndSend(app.queue("work"), "text");

            assertThat(Waits.next(seen)).isEqualTo(new Seen("text", false));
            assertThat(Waits.next(seen)).isEqualTo(new Seen("text", true));
        }
    }

    @Test
    void rejectedMessageIsADeadLetter(Client client) throws Exception {
        try (var app = SpringApp.start(client, Failing.class)) {
            var work = app.queue("work");

            app.template().convertAndSend(work, "poison");

            var dead = Waits.next(app.bean(Failing.class).dead).getMessageProperties();
            var deaths = Objects.requireNonNull(dead.getXDeathHeader());
            assertThat(deaths).hasSize(1);
            var death = deaths.getFirst();
            assertThat(death.get("reason")).isEqualTo("rejected");
            assertThat(death.get("queue")).isEqualTo(work);
            assertThat(death.get("exchange")).isEqualTo("");
            assertThat(death.get("count")).isEqualTo(1L);
            assertThat(death.get("routing-keys")).isEqualTo(List.of(work));
        }
    }

    @Configuration
    static class Retrying {
        private final Client client;
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        Retrying(Client client) {
            this.client = client;
        }

        @Bean
        Queue work() {
            return new Queue(client.name("work"));
        }

        @Bean
        Queue errors() {
            return new Queue(client.name("errors"));
        }

        @Bean
        SimpleRabbitListenerContainerFactory retrying(
                CachingConnectionFactory connections,
                MessageConverter json,
                RabbitTemplate template) {
            var factory = new SimpleRabbitListenerContainerFactory();
            factory.setConnectionFactory(connections);
            factory.setMessageConverter(json);
            factory.setReceiveTimeout(SpringBasics.LOOK_MILLIS);
            factory.setAdviceChain(
                    RetryInterceptorBuilder.stateless()
                            .maxRetries(2)
                            .backOffOptions(1, 1.0, 1)
                            .recoverer(
                                    new RepublishMessageRecoverer(template, "", errors().getName())
                                            .includeStackTrace(true))
                            .build());
            return factory;
        }

        @RabbitListener(queues = "#{work.name}", containerFactory = "retrying")
        void take(String text) {
            seen.add(text);
            throw new IllegalStateException("not ever");
        }
    }

    @Test
    void messageThatFailedOftenEnoughIsPublishedWithItsStory(Client client) throws Exception {
        try (var app = SpringApp.start(client, Retrying.class)) {
            app.template().convertAndSend("amq.direct", "unbound", "lost");
            app.template().convertAndSend(app.queue("work"), "text");

            var got = app.received(app.queue("errors"));

            assertThat(got.getMessageProperties().getHeaders())
                    .containsEntry(RepublishMessageRecoverer.X_EXCEPTION_MESSAGE, "not ever")
                    .containsEntry(
                            RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY, app.queue("work"))
                    .containsKey(RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE);
            assertThat(app.bean(Retrying.class).seen).containsExactly("text", "text", "text");
        }
    }

    @Configuration
    static class ByHand {
        private final Client client;
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        ByHand(Client client) {
            this.client = client;
        }

        @Bean
        Queue work() {
            return new Queue(client.name("work"));
        }

        @RabbitListener(id = "by hand", queues = "#{work.name}", ackMode = "MANUAL")
        void take(String text, Channel channel, @Header(AmqpHeaders.DELIVERY_TAG) long tag)
                throws IOException {
            switch (text) {
                case "take" -> channel.basicAck(tag, false);
                case "drop" -> channel.basicReject(tag, false);
                default -> {}
            }
            seen.add(text);
        }
    }

    @Test
    void whatAListenerDidNotSettleByHandComesBackWhenItStops(Client client) throws Exception {
        var channel = client.channel();
        try (var app = SpringApp.start(client, ByHand.class)) {
            Client.fill(
                    channel, app.queue("work"), "\"take\"", "\"keep\"", "\"drop\"", "\"keep too\"");
            var seen = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                seen.add(Waits.next(app.bean(ByHand.class).seen));
            }
            assertThat(seen).containsExactly("take", "keep", "drop", "keep too");

            app.listener("by hand").stop();

            var first = Client.await(channel, app.queue("work"));
            assertThat(Client.text(first)).isEqualTo("\"keep\"");
            assertThat(first.getEnvelope().isRedeliver()).isTrue();
            assertThat(Client.text(Client.await(channel, app.queue("work"))))
                    .isEqualTo("\"keep too\"");
        }
    }

    @Configuration
    static class Batches {
        private final Client client;
        final BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();

        Batches(Client client) {
            this.client = client;
        }

        @Bean
        Queue work() {
            return new Queue(client.name("work"));
        }

        @Bean
        SimpleRabbitListenerContainerFactory batching(
                CachingConnectionFactory connections, MessageConverter json) {
            var factory = new SimpleRabbitListenerContainerFactory();
            factory.setConnectionFactory(connections);
            factory.setMessageConverter(json);
            factory.setBatchListener(true);
            factory.setConsumerBatchEnabled(true);
            factory.setBatchSize(5);
            return factory;
        }

        @RabbitListener(id = "batches", queues = "#{work.name}", containerFactory = "batching")
        void take(List<String> texts) {
            seen.add(texts);
        }
    }

    @Test
    void batchIsTakenTogether(Client client) throws Exception {
        var channel = client.confirmChannel();
        try (var app = SpringApp.start(client, Batches.class)) {
            app.listener("batches").stop();
            for (int i = 0; i < 10; i++) {
                Client.fill(channel, app.queue("work"), "" + i);
            }

            app.listener("batches").start();

            var seen = new ArrayList<String>();
            while (seen.size() < 10) {
                var batch = Waits.next(app.bean(Batches.class).seen);
                assertThat(batch).hasSizeLessThanOrEqualTo(5);
                seen.addAll(batch);
            }
            assertThat(seen).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
            app.listener("batches").stop();
            Awaitility.await().until(() -> Client.ready(channel, app.queue("work")) == 0);
        }
    }
}
