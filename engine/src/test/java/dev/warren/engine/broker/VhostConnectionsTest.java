package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VhostConnectionsTest {

    private final VhostConnections connections = new VhostConnections();

    @Test
    void nobodyEntersBeyondTheLimit() {
        assertThat(connections.enter("a", 2L)).isTrue();
        assertThat(connections.enter("a", 2L)).isTrue();
        assertThat(connections.enter("a", 2L)).isFalse();
        assertThat(connections.enter("b", 2L)).isTrue();
        assertThat(connections.count("a")).isEqualTo(2);
    }

    @Test
    void whoeverLeavesMakesRoom() {
        connections.enter("a", 1L);
        connections.leave("a");

        assertThat(connections.count("a")).isZero();
        assertThat(connections.enter("a", 1L)).isTrue();
    }

    @Test
    void zeroLetsNobodyInAndNoLimitLetsAllIn() {
        assertThat(connections.enter("a", 0L)).isFalse();
        assertThat(connections.enter("a", Long.MAX_VALUE)).isTrue();
        assertThat(connections.enter("a", Long.MAX_VALUE)).isTrue();
    }
}
