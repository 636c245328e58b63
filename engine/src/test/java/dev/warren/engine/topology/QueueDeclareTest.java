package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.ByteArray;
import dev.warren.codec.value.FieldValue.Float32;
import dev.warren.codec.value.FieldValue.Float64;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.codec.value.ShortString;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The texts are those of RabbitMQ 3.10.8.
class QueueDeclareTest {

    private static final FieldTable NONE = FieldTable.EMPTY;
    private static final FieldTable TTL5 = NONE.with("x-message-ttl", new Int32(5));
    private static final String LOCKED =
            "cannot obtain exclusive access to locked queue 'q' in vhost '/'. It could be"
                    + " originally declared on another connection or the exclusive property value"
                    + " does not match that of the original declaration.";

    private final World world = new World();

    private static QueueOptions options(boolean durable, boolean autoDelete) {
        return new QueueOptions(durable, autoDelete, null, NONE);
    }

    @Test
    void newQueueIsThere() {
        var events = world.declareQueue("q", options(true, true));

        QueueDefinition queue = world.queue("q");
        assertThat(queue.isDurable()).isTrue();
        assertThat(queue.isAutoDelete()).isTrue();
        assertThat(queue.isExclusive()).isFalse();
        assertThat(events).containsExactly(new TopologyEvent.QueueCreated(queue));
    }

    @Test
    void everyIncarnationHasItsOwnNumber() {
        world.declareQueue("q");
        long first = world.queue("q").id();
        world.deleteQueue("q");

        world.declareQueue("q");

        assertThat(world.queue("q").id()).isGreaterThan(first);
    }

    @Test
    void sameDeclarationChangesNothing() {
        world.declareQueue("q", options(true, false));
        Topology before = world.topology();

        assertThat(world.declareQueue("q", options(true, false))).isEmpty();
        assertThat(world.topology()).isSameAs(before);
    }

    @Test
    void exclusiveQueueIsNeverDurable() {
        world.declareQueue("q", new QueueOptions(true, false, 7L, NONE));

        assertThat(world.queue("q").isDurable()).isFalse();
        assertThat(world.declareQueue("q", new QueueOptions(true, false, 7L, NONE))).isEmpty();
        assertThat(world.declareQueue("q", new QueueOptions(false, false, 7L, NONE))).isEmpty();
    }

    @Test
    void otherPropertiesAreRefused() {
        world.declareQueue("q", options(true, false));

        assertRefused(
                () -> world.declareQueue("q", options(false, true)),
                406,
                "inequivalent arg 'durable' for queue 'q' in vhost '/': received 'false' but"
                        + " current is 'true'");
        assertRefused(
                () -> world.declareQueue("q", options(true, true)),
                406,
                "inequivalent arg 'auto_delete' for queue 'q' in vhost '/': received 'true' but"
                        + " current is 'false'");
    }

    @Test
    void exclusiveMismatchIsToldFirst() {
        world.declareQueue("q", options(true, false));

        assertRefused(() -> world.declareExclusiveQueue("q", 7), 405, LOCKED);
    }

    @Test
    void exclusiveQueueIsForItsOwner() {
        world.declareExclusiveQueue("q", 7);

        assertThat(world.declareExclusiveQueue("q", 7)).isEmpty();
        assertRefused(() -> world.declareExclusiveQueue("q", 8), 405, LOCKED);
        assertRefused(() -> world.declareQueue("q"), 405, LOCKED);
        world.queue("q").requireAccess(7L);
        assertRefused(() -> world.queue("q").requireAccess(8L), 405, LOCKED);
        assertRefused(() -> world.queue("q").requireAccess(null), 405, LOCKED);
    }

    @Test
    void sharedQueueIsForEveryone() {
        world.declareQueue("q");

        world.queue("q").requireAccess(7L);
        world.queue("q").requireAccess(null);
        assertThat(world.queue("q").ownerOrNull()).isNull();
    }

    static Stream<Arguments> equivalent() {
        return Stream.of(
                Arguments.of(TTL5, TTL5),
                Arguments.of(TTL5, NONE.with("x-message-ttl", new Int64(5))),
                Arguments.of(TTL5, TTL5.with("x-unknown", "9")),
                Arguments.of(TTL5.with("x-unknown", "1"), TTL5),
                Arguments.of(TTL5, TTL5.with("x-queue-type", "classic")),
                Arguments.of(TTL5.with("x-queue-type", "classic"), TTL5),
                Arguments.of(NONE, NONE.with("x-queue-type", "")),
                Arguments.of(TTL5, NONE.with("x-message-ttl", new Timestamp(5))),
                Arguments.of(
                        NONE.with("x-overflow", "drop-head"),
                        NONE.with("x-overflow", new ByteArray(Bytes.of("drop-head")))),
                Arguments.of(
                        NONE.with("x-queue-type", "classic"),
                        NONE.with("x-queue-type", new ByteArray(Bytes.of("classic")))),
                Arguments.of(TTL5, TTL5.with("x-delivery-limit", new Int32(3))));
    }

    @ParameterizedTest
    @MethodSource("equivalent")
    void equivalentArgumentsAreTaken(FieldTable current, FieldTable received) {
        world.declareQueue("q", current);

        assertThat(world.declareQueue("q", received)).isEmpty();
        assertThat(world.queue("q").arguments()).isEqualTo(current);
    }

    static Stream<Arguments> inequivalent() {
        return Stream.of(
                Arguments.of(
                        NONE.with("x-message-ttl", new Int32(6)),
                        "'x-message-ttl' for queue 'q' in vhost '/': received '6' but current is"
                                + " '5'"),
                Arguments.of(
                        NONE.with("x-message-ttl", "5"),
                        "'x-message-ttl' for queue 'q' in vhost '/': received '5' but current is"
                                + " '5'"),
                Arguments.of(
                        NONE.with("x-message-ttl", new Float64(5)),
                        "'x-message-ttl' for queue 'q' in vhost '/': received '5.0' but current is"
                                + " '5'"),
                Arguments.of(
                        NONE.with("x-message-ttl", new Float32(60_000)),
                        "'x-message-ttl' for queue 'q' in vhost '/': received '6.0e4' but current"
                                + " is '5'"),
                Arguments.of(
                        NONE.with("x-message-ttl", new ByteArray(Bytes.of("5"))),
                        "'x-message-ttl' for queue 'q' in vhost '/': received '5' but current is"
                                + " '5'"),
                Arguments.of(
                        NONE.with("x-message-ttl", NoValue.INSTANCE),
                        "'x-message-ttl' for queue 'q' in vhost '/': received none but current is"
                                + " '5'"),
                Arguments.of(
                        TTL5.with("x-overflow", NoValue.INSTANCE),
                        "'x-overflow' for queue 'q' in vhost '/': received the value 'undefined' of"
                                + " type 'void' but current is none"),
                Arguments.of(
                        TTL5.with("x-queue-type", NoValue.INSTANCE),
                        "'x-queue-type' for queue 'q' in vhost '/': received the value 'undefined'"
                                + " of type 'void' but current is none"),
                Arguments.of(
                        NONE,
                        "'x-message-ttl' for queue 'q' in vhost '/': received none but current is"
                                + " the value '5' of type 'signedint'"),
                Arguments.of(
                        TTL5.with("x-single-active-consumer", true),
                        "'x-single-active-consumer' for queue 'q' in vhost '/': received the value"
                                + " 'true' of type 'bool' but current is none"),
                Arguments.of(
                        NONE.with("x-message-ttl", new Int32(7))
                                .with("x-max-length", new Int32(4))
                                .with("x-expires", new Int32(5)),
                        "'x-expires' for queue 'q' in vhost '/': received the value '5' of type"
                                + " 'signedint' but current is none"),
                Arguments.of(
                        TTL5.with("x-queue-type", "quorum"),
                        "'x-queue-type' for queue 'q' in vhost '/': received the value 'quorum' of"
                                + " type 'longstr' but current is none"));
    }

    @ParameterizedTest
    @MethodSource("inequivalent")
    void otherArgumentsAreRefused(FieldTable received, String text) {
        world.declareQueue("q", TTL5);

        assertRefused(() -> world.declareQueue("q", received), 406, "inequivalent arg " + text);
    }

    @Test
    void unknownArgumentsAreKept() {
        FieldTable arguments = NONE.with("x-unknown", new Array(List.of(new Int32(1))));

        world.declareQueue("q", arguments);

        assertThat(world.queue("q").arguments()).isEqualTo(arguments);
    }

    @Test
    void reservedNamesCannotBeCreated() {
        assertRefused(
                () -> world.declareQueue("amq.foo"),
                403,
                "queue name 'amq.foo' contains reserved prefix 'amq.*'");
    }

    @Test
    void serverNamedQueueHasANameThatClientsMayNotDeclare() {
        ShortString name = ShortString.of("amq.gen-x");
        world.apply(new TopologyCommand.DeclareQueue("/", name, options(false, false), true));

        assertThat(world.hasQueue("amq.gen-x")).isTrue();
        assertRefused(
                () -> world.declareQueue("amq.gen-x"),
                403,
                "queue name 'amq.gen-x' contains reserved prefix 'amq.*'");
    }

    @Test
    void missingQueueIsNotFound() {
        assertRefused(() -> world.queue("q"), 404, "no queue 'q' in vhost '/'");
    }

    @Test
    void restoredQueueKeepsItsNumber() {
        QueueDefinition kept =
                new QueueDefinition(41, "/", ShortString.of("q"), options(true, false));

        world.apply(new TopologyCommand.RestoreQueue(kept));
        world.declareQueue("later", options(true, false));

        assertThat(world.queue("q")).isEqualTo(kept);
        assertThat(world.queue("later").id()).isEqualTo(42);
    }
}
