package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologySharingTest {

    private final World world = new World();

    @Test
    void declaringAQueueReplacesNoExchange() {
        Map<ShortString, Exchange> before = Map.copyOf(world.vhost().exchanges());

        world.declareQueue("q");

        before.forEach((name, x) -> assertThat(world.exchange(name.toString())).isSameAs(x));
    }

    @Test
    void bindingReplacesItsSourceOnly() {
        world.declareQueue("q");
        Exchange direct = world.exchange("amq.direct");
        Exchange topic = world.exchange("amq.topic");

        world.bind("q", "amq.topic", "#");

        assertThat(world.exchange("amq.topic")).isNotSameAs(topic);
        assertThat(world.exchange("amq.direct")).isSameAs(direct);
    }

    @Test
    void beingADestinationDoesNotReplaceAnExchange() {
        Exchange fanout = world.exchange("amq.fanout");

        world.bindExchange("amq.fanout", "amq.direct", "k");

        assertThat(world.exchange("amq.fanout")).isSameAs(fanout);
    }

    @Test
    void otherVhostStaysTheSame() {
        world.apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("other")));
        VirtualHost other = world.topology().requireVhost("other");

        world.declareQueue("q");

        assertThat(world.topology().vhostOrNull("other")).isSameAs(other);
    }

    @Test
    void olderSnapshotStaysAsItWas() {
        world.declareQueue("q");
        world.bind("q", "amq.direct", "k");
        VirtualHost before = world.vhost();

        world.deleteQueue("q");

        assertThat(before.requireQueue(ShortString.of("q"))).isNotNull();
        assertThat(before.requireExchange(ShortString.of("amq.direct")).bindings()).hasSize(1);
    }
}
