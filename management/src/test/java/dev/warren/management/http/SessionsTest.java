package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.auth.User;
import dev.warren.engine.time.FakeClock;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.management.BrokerRig;
import dev.warren.management.http.Sessions.Session;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final User ANN = BrokerRig.user("ann", "management");

    private final FakeClock clock = new FakeClock();
    private final Sessions sessions = new Sessions(clock, 60);
    private final Topology topology =
            TopologyMachine.apply(Topology.EMPTY, new TopologyCommand.AddUser(ANN)).topology();

    @Test
    void lastsSoLong() {
        Session session = sessions.open(ANN, null);

        clock.advance(59_999);
        assertThat(sessions.findOrNull(session.name(), topology)).isSameAs(session);

        clock.advance(1);
        assertThat(sessions.findOrNull(session.name(), topology)).isNull();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void endsWhenItIsClosed() {
        Session session = sessions.open(ANN, null);

        sessions.close(session.name());

        assertThat(sessions.findOrNull(session.name(), topology)).isNull();
    }

    @Test
    void endsWithItsUser() {
        Session session = sessions.open(ANN, null);

        assertThat(sessions.findOrNull(session.name(), Topology.EMPTY)).isNull();
    }

    @Test
    void namesAndTokensDiffer() {
        Session one = sessions.open(ANN, null);
        Session other = sessions.open(ANN, null);

        assertThat(one.name()).isNotEqualTo(other.name()).isNotEqualTo(one.token());
        assertThat(one.hasToken(one.token())).isTrue();
        assertThat(one.hasToken(other.token())).isFalse();
        assertThat(one.hasToken(null)).isFalse();
    }

    @Test
    void secretsAreInNoText() {
        Session session = sessions.open(ANN, null);

        assertThat(session.toString()).doesNotContain(session.name(), session.token());
    }

    @Test
    void oneTooManyEndsTheFirst() {
        Session first = sessions.open(ANN, null);
        clock.advance(1);
        for (int i = 0; i < Sessions.SESSIONS_MAX; i++) {
            sessions.open(ANN, null);
        }

        assertThat(sessions.size()).isEqualTo(Sessions.SESSIONS_MAX);
        assertThat(sessions.findOrNull(first.name(), topology)).isNull();
    }
}
