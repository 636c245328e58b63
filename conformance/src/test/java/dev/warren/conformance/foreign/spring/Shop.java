package dev.warren.conformance.foreign.spring;

import dev.warren.conformance.support.Client;
import java.util.Map;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.ExchangeBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.HeadersExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.QueueBuilder.LeaderLocator;
import org.springframework.amqp.core.QueueBuilder.Overflow;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Queues of each type, exchanges and bindings, with most of what builders can say about them.
@Configuration
class Shop {
    private final Client client;

    Shop(Client client) {
        this.client = client;
    }

    @Bean
    TopicExchange orders() {
        return ExchangeBuilder.topicExchange(client.name("orders"))
                .alternate(unrouted().getName())
                .build();
    }

    @Bean
    FanoutExchange unrouted() {
        return new FanoutExchange(client.name("unrouted"), false, true);
    }

    @Bean
    HeadersExchange marks() {
        return new HeadersExchange(client.name("marks"));
    }

    @Bean
    DirectExchange dead() {
        return ExchangeBuilder.directExchange(client.name("dead")).internal().build();
    }

    @Bean
    Queue classic() {
        return QueueBuilder.durable(client.name("classic"))
                .classic()
                .lazy()
                .maxPriority(5)
                .ttl(600_000)
                .expires(600_000)
                .maxLength(1)
                .maxLengthBytes(1_000_000)
                .overflow(Overflow.dropHead)
                .deadLetterExchange(dead().getName())
                .deadLetterRoutingKey("too many")
                .build();
    }

    @Bean
    Queue quorum() {
        return QueueBuilder.durable(client.name("quorum"))
                .quorum()
                .deliveryLimit(3)
                .singleActiveConsumer()
                .leaderLocator(LeaderLocator.balanced)
                .build();
    }

    @Bean
    Queue stream() {
        return QueueBuilder.durable(client.name("stream")).stream()
                .withArgument("x-max-age", "1D")
                .build();
    }

    @Bean
    Queue rest() {
        return new Queue(client.name("rest"));
    }

    @Bean
    Queue skipped() {
        var queue = new Queue(client.name("skipped"));
        queue.setShouldDeclare(false);
        return queue;
    }

    @Bean
    Declarables bindings() {
        return new Declarables(
                BindingBuilder.bind(classic()).to(orders()).with("order.#"),
                BindingBuilder.bind(marks()).to(orders()).with("marked"),
                BindingBuilder.bind(quorum()).to(marks()).whereAll(Map.of("size", 7)).match(),
                BindingBuilder.bind(rest()).to(unrouted()),
                BindingBuilder.bind(rest()).to(dead()).with("too many"));
    }
}
