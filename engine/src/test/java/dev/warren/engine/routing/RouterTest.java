package dev.warren.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is said of alternate exchanges and circles was asked of RabbitMQ 3.10.8.
class RouterTest {

    private final World world = new World();

    @BeforeEach
    void declareQueues() {
        world.declareQueue("r1");
        world.declareQueue("r2");
    }

    private Route route(String exchange, String... keys) {
        List<ShortString> all = Stream.of(keys).map(ShortString::of).toList();
        return Router.route(world.vhost(), world.exchange(exchange), all, Headers.NONE);
    }

    private List<String> queuesFor(String exchange, String... keys) {
        return route(exchange, keys).queues().stream().map(q -> q.name().toString()).toList();
    }

    private void exchangeWithAlternate(String name, String alternate) {
        world.declareExchange(
                name, "direct", FieldTable.EMPTY.with("alternate-exchange", alternate));
    }

    @Test
    void defaultExchangeLeadsToTheQueueOfTheName() {
        assertThat(queuesFor("", "r1")).containsExactly("r1");
        assertThat(queuesFor("", "none")).isEmpty();
    }

    @Test
    void queueOnSeveralPathsComesOnce() {
        world.bind("r1", "amq.topic", "a.*");
        world.bind("r1", "amq.topic", "*.b");
        world.bindExchange("amq.fanout", "amq.topic", "#");
        world.bind("r1", "amq.fanout", "");

        assertThat(queuesFor("amq.topic", "a.b")).containsExactly("r1");
    }

    @Test
    void boundExchangesAreFollowed() {
        world.bindExchange("amq.topic", "amq.direct", "a.b");
        world.bindExchange("amq.fanout", "amq.topic", "a.#");
        world.bind("r1", "amq.fanout", "");

        assertThat(queuesFor("amq.direct", "a.b")).containsExactly("r1");
        assertThat(queuesFor("amq.direct", "a.c")).isEmpty();
    }

    @Test
    void circleOfExchangesEnds() {
        world.bindExchange("amq.fanout", "amq.topic", "#");
        world.bindExchange("amq.topic", "amq.fanout", "");
        world.bind("r1", "amq.fanout", "");

        assertThat(queuesFor("amq.topic", "k")).containsExactly("r1");
    }

    @Test
    void alternateExchangeTakesWhatIsNotRouted() {
        exchangeWithAlternate("x", "amq.fanout");
        world.bind("r1", "amq.fanout", "");
        world.bind("r2", "x", "known");

        assertThat(queuesFor("x", "unknown")).containsExactly("r1");
        assertThat(queuesFor("x", "known")).containsExactly("r2");
    }

    @Test
    void alternateExchangesAreAChain() {
        exchangeWithAlternate("x", "y");
        exchangeWithAlternate("y", "amq.fanout");
        world.bind("r1", "amq.fanout", "");

        assertThat(queuesFor("x", "k")).containsExactly("r1");
    }

    @Test
    void circleOfAlternateExchangesEnds() {
        exchangeWithAlternate("x", "y");
        exchangeWithAlternate("y", "x");
        exchangeWithAlternate("self", "self");

        assertThat(queuesFor("x", "k")).isEmpty();
        assertThat(queuesFor("self", "k")).isEmpty();
    }

    @Test
    void missingAlternateExchangeLeadsNowhere() {
        exchangeWithAlternate("x", "missing");

        assertThat(queuesFor("x", "k")).isEmpty();
    }

    @Test
    void defaultExchangeIsNoAlternate() {
        exchangeWithAlternate("x", "");

        assertThat(queuesFor("x", "r1")).isEmpty();
    }

    @Test
    void boundExchangeHasItsOwnAlternate() {
        exchangeWithAlternate("x", "amq.fanout");
        world.bindExchange("x", "amq.topic", "#");
        world.bind("r1", "amq.fanout", "");

        assertThat(queuesFor("amq.topic", "k")).containsExactly("r1");
    }

    @Test
    void leadingToAnExchangeIsEnoughForNoAlternate() {
        exchangeWithAlternate("x", "amq.fanout");
        world.declareExchange("dead-end", "direct");
        world.bindExchange("dead-end", "x", "k");
        world.bind("r1", "amq.fanout", "");

        assertThat(queuesFor("x", "k")).isEmpty();
    }

    @Test
    void anyOfSeveralKeysLeads() {
        exchangeWithAlternate("x", "amq.fanout");
        world.bind("r1", "amq.fanout", "");
        world.bind("r2", "x", "k2");

        assertThat(queuesFor("x", "k1", "k2")).containsExactly("r2");
        assertThat(queuesFor("", "r2", "r1", "none")).containsExactly("r2", "r1");
    }

    @Test
    void headersAreReadOnceAndOnlyWhenAsked() {
        AtomicInteger reads = new AtomicInteger();
        Headers headers = () -> headersOf(reads);
        world.bind("r1", "amq.headers", "", FieldTable.EMPTY.with("a", "1"));
        world.bindExchange("amq.match", "amq.headers", "");
        world.bind("r2", "amq.match", "", FieldTable.EMPTY.with("a", "2"));
        Exchange direct = world.exchange("amq.direct");
        Exchange asking = world.exchange("amq.headers");

        Route without = Router.route(world.vhost(), direct, ShortString.EMPTY, headers);
        Route with = Router.route(world.vhost(), asking, ShortString.EMPTY, headers);

        assertThat(without.dependsOnHeaders()).isFalse();
        assertThat(with.dependsOnHeaders()).isTrue();
        assertThat(with.queues()).containsExactly(world.queue("r1"));
        assertThat(reads).hasValue(1);
    }

    private static FieldTable headersOf(AtomicInteger reads) {
        reads.incrementAndGet();
        return FieldTable.EMPTY.with("a", "1");
    }
}
