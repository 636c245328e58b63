package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import org.junit.jupiter.api.Test;

/// The texts are those of RabbitMQ 3.10.8.
class BindingTest {

    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final String ON_DEFAULT = "operation not permitted on the default exchange";

    private final World world = new World();

    BindingTest() {
        world.declareQueue("q");
        world.declareExchange("x", "direct");
    }

    private static Binding toQueue(String key) {
        return new Binding(ShortString.of("x"), Destination.queue("q"), ShortString.of(key), NONE);
    }

    @Test
    void bindingIsKnownAtBothItsEnds() {
        var events = world.bind("q", "x", "k");

        assertThat(world.exchange("x").bindings()).containsExactly(toQueue("k"));
        assertThat(world.vhost().bindingsTo(Destination.queue("q"))).containsExactly(toQueue("k"));
        assertThat(events).containsExactly(new TopologyEvent.BindingCreated("/", toQueue("k")));
    }

    @Test
    void sameBindingAgainChangesNothing() {
        FieldTable arguments = NONE.with("a", "1").with("b", "2");
        FieldTable otherOrder = NONE.with("b", "2").with("a", "1");
        world.bind("q", "x", "k", arguments);
        Topology before = world.topology();

        assertThat(world.bind("q", "x", "k", otherOrder)).isEmpty();
        assertThat(world.topology()).isSameAs(before);
    }

    @Test
    void otherArgumentsAreAnotherBinding() {
        world.bind("q", "x", "k");
        world.bind("q", "x", "k", NONE.with("a", "1"));

        assertThat(world.exchange("x").bindings()).hasSize(2);
    }

    @Test
    void unbindTakesItFromBothEnds() {
        world.bind("q", "x", "k");

        var events = world.unbind("q", "x", "k");

        assertThat(world.exchange("x").bindings()).isEmpty();
        assertThat(world.isBound(Destination.queue("q"))).isFalse();
        assertThat(events).containsExactly(new TopologyEvent.BindingDeleted("/", toQueue("k")));
    }

    @Test
    void unbindingWhatIsMissingIsNoError() {
        assertThat(world.unbind("q", "x", "k")).isEmpty();
        assertThat(world.unbind("nope", "x", "k")).isEmpty();
        assertThat(world.unbind("nope", "nox", "k")).isEmpty();
        assertThat(world.unbindExchange("nodest", "nosrc", "k")).isEmpty();
    }

    @Test
    void bothEndsOfANewBindingExist() {
        assertRefused(() -> world.bind("nope", "x", "k"), 404, "no queue 'nope' in vhost '/'");
        assertRefused(() -> world.bind("nope", "nox", "k"), 404, "no exchange 'nox' in vhost '/'");
        assertRefused(
                () -> world.bindExchange("nodest", "x", "k"),
                404,
                "no exchange 'nodest' in vhost '/'");
        assertRefused(
                () -> world.bindExchange("nodest", "nosrc", "k"),
                404,
                "no exchange 'nosrc' in vhost '/'");
    }

    @Test
    void defaultExchangeHasNoBindingsToChange() {
        assertRefused(() -> world.bind("q", "", "k"), 403, ON_DEFAULT);
        assertRefused(() -> world.unbind("q", "", "k"), 403, ON_DEFAULT);
        assertRefused(() -> world.bindExchange("", "x", "k"), 403, ON_DEFAULT);
        assertRefused(() -> world.bindExchange("x", "", "k"), 403, ON_DEFAULT);
    }

    @Test
    void exclusiveQueueIsBoundByItsOwnerOnly() {
        world.declareExclusiveQueue("mine", 7);
        String locked =
                "cannot obtain exclusive access to locked queue 'mine' in vhost '/'. It could be"
                        + " originally declared on another connection or the exclusive property"
                        + " value does not match that of the original declaration.";

        assertRefused(() -> world.bind("mine", "x", "k", NONE, 8L), 405, locked);
        world.bind("mine", "x", "k", NONE, 7L);
        assertRefused(() -> world.unbind("mine", "x", "k", 8L), 405, locked);
        assertThat(world.unbind("mine", "x", "other", 8L)).isEmpty();
        assertThat(world.unbind("mine", "x", "k", 7L)).hasSize(1);
    }

    @Test
    void exchangeTypeMayRefuseABinding() {
        FieldTable bad = NONE.with("x-match", new Int32(23));

        assertRefused(
                () -> world.bind("q", "amq.headers", "", bad),
                406,
                "Invalid x-match field type signedint (value 23); expected longstr");
        assertThat(world.bind("q", "x", "", bad)).hasSize(1);
    }

    @Test
    void queueGoesWithItsBindings() {
        world.bind("q", "x", "k");
        world.bind("q", "x", "k2");
        world.bind("q", "amq.topic", "#");

        var events = world.deleteQueue("q");

        assertThat(world.hasQueue("q")).isFalse();
        assertThat(world.exchange("x").bindings()).isEmpty();
        assertThat(world.exchange("amq.topic").bindings()).isEmpty();
        assertThat(events).hasSize(4).last().isInstanceOf(TopologyEvent.QueueDeleted.class);
    }

    @Test
    void laterIncarnationOfAQueueStays() {
        long first = world.queue("q").id();
        world.deleteQueue("q");
        world.declareQueue("q");

        var events = world.apply(new TopologyCommand.DeleteQueue("/", ShortString.of("q"), first));

        assertThat(events).isEmpty();
        assertThat(world.hasQueue("q")).isTrue();
    }
}
