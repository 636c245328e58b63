package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which queues a topic exchange finds, pattern by pattern.
@Conformance
final class TopicExchangesIT {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "a.b.c,    a.b.c,        true",
                "a.b.c,    a.b,          false",
                "a.b.c,    a.b.c.d,      false",
                "'',       '',           true",
                "'',       a,            false",
                "*,        a,            true",
                "*,        '',           false",
                "*,        a.b,          false",
                "*.*,      a.b,          true",
                "*.*,      .,            true",
                "*.*,      a,            false",
                "a.*.c,    a.b.c,        true",
                "a.*.c,    a..c,         true",
                "a.*.c,    a.c,          false",
                "a.*,      a.,           true",
                "#,        '',           true",
                "#,        a,            true",
                "#,        a.b.c,        true",
                "#,        ...,          true",
                "a.#,      a,            true",
                "a.#,      a.b.c,        true",
                "a.#,      ab,           false",
                "a.#,      b.a,          false",
                "#.a,      a,            true",
                "#.a,      b.c.a,        true",
                "#.a,      a.b,          false",
                "#.*,      '',           false",
                "#.*,      a,            true",
                "#.*,      a.b.c,        true",
                "*.#,      '',           false",
                "*.#,      a,            true",
                "*.#,      a.b.c,        true",
                "*.#.*,    a,            false",
                "*.#.*,    a.b,          true",
                "#.#,      '',           true",
                "#.#,      a.b,          true",
                "#.b.#,    b,            true",
                "#.b.#,    a.b.c,        true",
                "#.b.#,    a.c,          false",
                "#.b.#.b,  b,            false",
                "#.b.#.b,  b.b,          true",
                "#.b.#.b,  a.b.c.d.b,    true",
                "a.#.b.#,  a.b,          true",
                "a.#.b.#,  a.x.b.y.z,    true",
                "a.#.b.#,  a.x.y,        false",
                "a..b,     a..b,         true",
                "a..b,     a.b,          false",
                "a.*b,     a.xb,         false",
                "a.*b,     a.*b,         true",
                "a.##,     a.b,          false",
                "a.##,     a.##,         true",
            })
    void topicMatches(String pattern, String key, boolean isMatch, Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.queue(channel);
        channel.rpc(
                new AMQP.Queue.Bind.Builder()
                        .queue(queue)
                        .exchange(exchange)
                        .routingKey(pattern)
                        .build());

        Client.publish(channel, exchange, key, "message");

        assertThat(Client.drain(channel, queue)).hasSize(isMatch ? 1 : 0);
    }

    @Test
    void topicDeliversOnceWhenManyPatternsMatch(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, exchange, "#");
        channel.queueBind(queue, exchange, "a.*");
        channel.queueBind(queue, exchange, "*.b");
        channel.queueBind(queue, exchange, "a.b");

        Client.publish(channel, exchange, "a.b", "once");

        assertThat(Client.drain(channel, queue)).containsExactly("once");
    }

    @Test
    void removedPatternNoLongerMatchesAndTheOthersDo(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "topic");
        var queue = client.boundQueue(channel, exchange, "a.#");
        channel.queueBind(queue, exchange, "*.b");
        Client.publish(channel, exchange, "a.c", "1");

        channel.queueUnbind(queue, exchange, "a.#");
        Client.publish(channel, exchange, "a.c", "2");
        Client.publish(channel, exchange, "a.b", "3");

        assertThat(Client.drain(channel, queue)).containsExactly("1", "3");
    }
}
