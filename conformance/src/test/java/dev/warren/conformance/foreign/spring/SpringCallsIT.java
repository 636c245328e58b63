package dev.warren.conformance.foreign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.AsyncRabbitTemplate;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.handler.annotation.SendTo;

/// Calls with an answer: a `@RabbitListener` that returns a value, and the ways of a template to
/// get it.
@Conformance
final class SpringCallsIT {

    @Configuration
    static class Server {
        private final Client client;

        Server(Client client) {
            this.client = client;
        }

        @Bean
        Queue requests() {
            return new Queue(client.name("requests"), false);
        }

        @Bean
        Queue results() {
            return new Queue(client.name("results"), false);
        }

        @RabbitListener(id = "server", queues = "#{requests.name}", concurrency = "2")
        @SendTo("#{results.name}")
        Order next(Order order) {
            return new Order(order.number() + 1, order.item() + "完成");
        }
    }

    private static void assertAnswered(RabbitTemplate template, String requests) {
        for (int i = 0; i < 20; i++) {
            var answer =
                    template.convertSendAndReceiveAsType(
                            requests,
                            new Order(i, "订单"),
                            new ParameterizedTypeReference<Order>() {});
            assertThat(answer).isEqualTo(new Order(i + 1, "订单完成"));
        }
    }

    @Test
    void answersComeDirectly(Client client) {
        try (var app = SpringApp.start(client, Server.class)) {
            assertAnswered(app.template(), app.queue("requests"));
        }
    }

    @Test
    void answersComeDirectlyToAChannelOfEachCall(Client client) {
        try (var app = SpringApp.start(client, Server.class)) {
            app.template().setUseDirectReplyToContainer(false);

            assertAnswered(app.template(), app.queue("requests"));
        }
    }

    @Test
    void answersComeThroughAQueueOfEachCall(Client client) {
        try (var app = SpringApp.start(client, Server.class)) {
            app.template().setUseTemporaryReplyQueues(true);

            assertAnswered(app.template(), app.queue("requests"));
        }
    }

    @Configuration
    static class FixedReplies {
        private final Client client;

        FixedReplies(Client client) {
            this.client = client;
        }

        @Bean
        Queue replies() {
            return new Queue(client.name("replies"), false);
        }

        @Bean
        RabbitTemplate fixed(RabbitTemplate template) {
            var fixed = new RabbitTemplate(template.getConnectionFactory());
            fixed.setMessageConverter(template.getMessageConverter());
            fixed.setReplyAddress(replies().getName());
            fixed.setReplyTimeout(Waits.ANSWER_MAX.toMillis());
            return fixed;
        }

        @Bean
        SimpleMessageListenerContainer replyContainer(@Qualifier("fixed") RabbitTemplate fixed) {
            var container = new SimpleMessageListenerContainer(fixed.getConnectionFactory());
            container.setQueues(replies());
            container.setMessageListener(fixed);
            return container;
        }
    }

    @Test
    void answersComeThroughAFixedQueue(Client client) {
        try (var app = SpringApp.start(client, Server.class, FixedReplies.class)) {
            assertAnswered(app.bean("fixed", RabbitTemplate.class), app.queue("requests"));
        }
    }

    @Test
    void manyCallsAreUnderWayAtOnce(Client client) throws Exception {
        try (var app = SpringApp.start(client, Server.class)) {
            var async = new AsyncRabbitTemplate(app.template());
            async.start();
            var answers = new ArrayList<CompletableFuture<Order>>();
            for (int i = 0; i < 100; i++) {
                answers.add(
                        async.convertSendAndReceiveAsType(
                                app.queue("requests"),
                                new Order(i, "订单"),
                                new ParameterizedTypeReference<Order>() {}));
            }

            for (int i = 0; i < 100; i++) {
                assertThat(answers.get(i).get(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo(new Order(i + 1, "订单完成"));
            }
            async.stop();
        }
    }

    @Test
    void answerToNobodyGoesWhereTheListenerSays(Client client) {
        try (var app = SpringApp.start(client, Server.class)) {
            app.template().convertAndSend(app.queue("requests"), new Order(1, "订单"));

            assertThat(
                            app.template()
                                    .receiveAndConvert(
                                            app.queue("results"), Waits.ANSWER_MAX.toMillis()))
                    .isEqualTo(new Order(2, "订单完成"));
        }
    }

    @Test
    void requestIsFetchedAndAnsweredWithoutAListener(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            app.template().setReceiveTimeout(Waits.ANSWER_MAX.toMillis());
            var call =
                    CompletableFuture.supplyAsync(
                            () -> app.template().convertSendAndReceive(queue, "一"));

            var answered =
                    app.template().<String, String>receiveAndReply(queue, request -> request + "二");

            assertThat(answered).isTrue();
            assertThat(call.get(Waits.ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)).isEqualTo("一二");
        }
    }

    @Test
    void callWithoutAServerGivesUp(Client client) throws Exception {
        var queue = client.queue(client.channel());
        try (var app = SpringApp.start(client)) {
            app.template().setReplyTimeout(1);

            assertThat(app.template().convertSendAndReceive(queue, "anybody?")).isNull();
            assertThat(app.template().receiveAndConvert(queue, Waits.ANSWER_MAX.toMillis()))
                    .isEqualTo("anybody?");
            assertThat(app.template().receive(queue)).isNull();
        }
    }
}
