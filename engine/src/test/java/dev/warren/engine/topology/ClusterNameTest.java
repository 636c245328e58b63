package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldValue.LongText;
import org.junit.jupiter.api.Test;

class ClusterNameTest {

    @Test
    void whatIsSetAtRunTimeGoesBeforeWhatIsConfigured() {
        ClusterName name = new ClusterName("east");
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
