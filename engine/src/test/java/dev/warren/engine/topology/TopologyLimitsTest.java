package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyLimitsTest {

    private static final int ANY = TopologyLimits.UNLIMITED;

    private static final Topology TWO_VHOSTS = after(after(Topology.EMPTY, vhost("a")), vhost("b"));

    private static TopologyCommand vhost(String name) {
        return new TopologyCommand.AddVhost(VirtualHostDefinition.of(name));
    }

    private static TopologyCommand parameter(String vhost, String component, String name) {
        return new TopologyCommand.SetParameter(
                vhost, new ParameterName(component, name), new FieldValue.Table(FieldTable.EMPTY));
    }

    private static Topology after(Topology topology, TopologyCommand command) {
        return TopologyMachine.apply(topology, command).topology();
    }

    @Test
    void virtualHostsAreCounted() {
        TopologyLimits limits = new TopologyLimits(2, ANY, ANY, Map.of());

        assertThatThrownBy(() -> limits.require(TWO_VHOSTS, vhost("c")))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining("cannot create vhost 'c': vhost limit of 2 is reached");
        assertThatCode(() -> limits.require(TWO_VHOSTS, vhost("b"))).doesNotThrowAnyException();
        assertThatCode(() ->
                        new TopologyLimits(3, ANY, ANY, Map.of()).require(TWO_VHOSTS, vhost("c")))
                .doesNotThrowAnyException();
    }

    @Test
    void parametersOfAComponentAreCountedInAllVirtualHosts() {
        TopologyLimits limits = new TopologyLimits(ANY, ANY, ANY, Map.of("shovel", 1));
        Topology one = after(TWO_VHOSTS, parameter("a", "shovel", "s"));

        assertThatThrownBy(() -> limits.require(one, parameter("b", "shovel", "t")))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining("component shovel is limited to 1 per node");
        assertThatCode(() -> limits.require(one, parameter("a", "shovel", "s")))
                .doesNotThrowAnyException();
        assertThatCode(() -> limits.require(one, parameter("b", "federation-upstream", "f")))
                .doesNotThrowAnyException();
    }

    @Test
    void noneRefusesNothing() {
        assertThatCode(() -> TopologyLimits.NONE.require(TWO_VHOSTS, vhost("c")))
                .doesNotThrowAnyException();
    }
}
