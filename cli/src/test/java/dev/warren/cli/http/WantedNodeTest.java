package dev.warren.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedNodeTest {

    @Test
    void anyNodeIsMeantUnlessOneIsNamed() {
        WantedNode any = WantedNode.of(null, Map.of("RABBITMQ_NODENAME", ""));

        assertThat(any.isMeant("rabbit@hare")).isTrue();
        assertThat(any.isMeant("burrow@fox")).isTrue();
    }

    @Test
    void theOptionWinsOverTheEnvironment() {
        var environment = Map.of("RABBITMQ_NODENAME", "second@hare");

        assertThat(WantedNode.of(null, environment).isMeant("second@hare")).isTrue();
        assertThat(WantedNode.of("first@hare", environment).isMeant("second@hare")).isFalse();
    }

    @Test
    void nameWithoutAHostIsEnough() {
        WantedNode wanted = new WantedNode("rabbit", "hare");

        assertThat(wanted.isMeant("rabbit@fox")).isTrue();
        assertThat(wanted.isMeant("rabbit2@fox")).isFalse();
        assertThat(wanted.text()).isEqualTo("rabbit@hare");
    }

    @Test
    void whoIsNotKnownIsCalledAsNobodyHasNamedIt() {
        assertThat(new WantedNode(null, "hare").text()).isEqualTo("rabbit@hare");
    }
}
