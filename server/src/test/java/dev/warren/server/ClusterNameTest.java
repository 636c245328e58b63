package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClusterNameTest {

    private static final UUID NODE = UUID.fromString("d914b7fc-9a85-4963-85a7-4b487e50465c");

    @Test
    void nodeWithoutANameIsCalledByItsNumber() {
        assertThat(ClusterName.of(null, NODE).in(Topology.EMPTY)).isEqualTo("warren-d914b7fc");
    }

    @Test
    void configuredNameGoesBeforeTheNumberAndWhatIsSetBeforeBoth() {
        ClusterName name = ClusterName.of("east", NODE);
        Topology named =
                TopologyMachine.apply(
                                Topology.EMPTY,
                                new TopologyCommand.SetGlobalParameter(
                                        ClusterName.PARAMETER, LongText.of("west")))
                        .topology();

        assertThat(name.in(Topology.EMPTY)).isEqualTo("east");
        assertThat(name.in(named)).isEqualTo("west");
    }
}
