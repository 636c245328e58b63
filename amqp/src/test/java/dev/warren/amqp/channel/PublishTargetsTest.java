package dev.warren.amqp.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.MethodWriter;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.InternalAuthenticator;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.broker.NameGenerator;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.InMemoryMetadataStore;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PublishTargetsTest {

    private final PublishTargets targets = new PublishTargets(broker(), PublishTargetsTest::access);

    @Test
    void theSameBytesAreTheSameTarget() {
        PublishTarget first = of("exchange", "key", false);

        assertThat(of("exchange", "key", false)).isSameAs(first);
    }

    @Test
    void itIsFoundWhereverItLiesInTheBuffer() {
        PublishTarget first = of("exchange", "key", false);
        ByteBuf in = Unpooled.buffer().writeZero(11);
        MethodWriter.write(publish("exchange", "key", false), in);
        int length = in.readableBytes() - 11;
        in.writeZero(5);

        assertThat(targets.of(in, 11, length)).isSameAs(first);
    }

    @Test
    void targetSaysWhatTheMethodSaid() {
        PublishTarget target = of("exchange", "key", true);

        assertThat(target.exchange()).isEqualTo(ShortString.of("exchange"));
        assertThat(target.routingKey()).isEqualTo(ShortString.of("key"));
        assertThat(target.isMandatory()).isTrue();
        assertThat(target.isImmediate()).isFalse();
    }

    @Test
    void anotherBitIsAnotherTarget() {
        of("exchange", "key", false);

        assertThat(of("exchange", "key", true).isMandatory()).isTrue();
        assertThat(of("exchange", "key", false).isMandatory()).isFalse();
    }

    @Test
    void whereTheNameEndsMatters() {
        of("ab", "c", false);

        assertThat(of("a", "bc", false).exchange()).isEqualTo(ShortString.of("a"));
    }

    @Test
    void aFewTargetsInTurnAreAllKept() {
        for (int i = 0; i < 3; i++) {
            of("", "k" + i % 2, false);
        }
        PublishTarget even = of("", "k0", false);
        PublishTarget odd = of("", "k1", false);

        assertThat(of("", "k0", false)).isSameAs(even);
        assertThat(of("", "k1", false)).isSameAs(odd);
    }

    @Test
    void anyNumberOfTargetsIsToldApart() {
        Random random = new Random(1);

        for (int i = 0; i < 20_000; i++) {
            String exchange = "x".repeat(random.nextInt(40)) + random.nextInt(50);
            String key = random.nextInt(50) + "y".repeat(random.nextInt(40));
            boolean mandatory = random.nextBoolean();

            PublishTarget target = of(exchange, key, mandatory);

            assertThat(target.exchange().toString()).isEqualTo(exchange);
            assertThat(target.routingKey().toString()).isEqualTo(key);
            assertThat(target.isMandatory()).isEqualTo(mandatory);
        }
    }

    @Test
    void cutMethodIsAnErrorOfTheClients() {
        ByteBuf in = Unpooled.buffer();
        MethodWriter.write(publish("exchange", "key", false), in);
        int whole = in.readableBytes();

        for (int length = 4; length < whole; length++) {
            int cut = length;
            assertThatThrownBy(() -> targets.of(in, 0, cut)).isInstanceOf(AmqpException.class);
        }
    }

    private PublishTarget of(String exchange, String key, boolean mandatory) {
        ByteBuf in = Unpooled.buffer();
        MethodWriter.write(publish(exchange, key, mandatory), in);
        return targets.of(in, 0, in.readableBytes());
    }

    private static BasicMethod.Publish publish(String exchange, String key, boolean mandatory) {
        return new BasicMethod.Publish(
                ShortString.of(exchange), ShortString.of(key), mandatory, false);
    }

    private static Access access() {
        return new Access(
                new User("guest", PasswordHash.of("guest", new Random(1)), Set.of()),
                "/",
                Rights.NONE);
    }

    private static Broker broker() {
        StepLanes lanes = new StepLanes(1, 0);
        ByteLedger ledger = new ByteLedger(1);
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(lanes.lane(0));
        return new Broker(
                "rabbit@test",
                metadata,
                new LocalQueues(
                        metadata,
                        List.of(lanes.lane(0)),
                        List.of(QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0))),
                        LanePlacement.FILLED,
                        ledger,
                        lanes.clock()),
                new InternalAuthenticator(_ -> null, Set.of()),
                new NameGenerator(new Random(1)),
                ledger,
                new ResourceAlarm(ledger, List.of(lanes.lane(0)), Long.MAX_VALUE),
                NodeLimits.NONE);
    }
}
