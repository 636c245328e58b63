package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static User user(String name, int connectionsMax, int channelsMax) {
        return new User(
                name, PasswordHash.NONE, Set.of(), new UserLimits(connectionsMax, channelsMax));
    }

    @Test
    void placeThatIsGivenBackCanBeTakenAgain() {
        Admission admission = new Admission(NodeLimits.NONE);
        User ann = user("ann", 1, -1);
        admission.openConnection(ann, "/", -1);

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> admission.openConnection(ann, "/", -1))
                .withMessageContaining(
                        "connection refused for user 'ann': user connection limit (1) is reached");

        admission.closeConnection("ann", "/");
        admission.openConnection(ann, "/", -1);
        assertThat(admission.connectionsOf("ann")).isEqualTo(1);
    }

    @Test
    void refusedConnectionTakesNoPlace() {
        Admission admission = new Admission(new NodeLimits(1, -1));
        admission.openConnection(user("ann", -1, -1), "/", -1);

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> admission.openConnection(user("bob", -1, -1), "/", -1))
                .withMessageContaining("connection refused: node connection limit (1) is reached");

        assertThat(admission.connections()).isEqualTo(1);
        assertThat(admission.connectionsOf("bob")).isZero();
    }

    @Test
    void channelsAreCountedOverAllConnections() {
        Admission admission = new Admission(new NodeLimits(-1, 3));
        User ann = user("ann", -1, 2);
        admission.openChannel(ann);
        admission.openChannel(ann);

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> admission.openChannel(ann))
                .withMessageContaining("maximum allowed user limit of (2)");

        admission.openChannel(user("bob", -1, -1));
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> admission.openChannel(user("bob", -1, -1)))
                .withMessageContaining("on this node has reached the maximum allowed limit of (3)");

        admission.closeChannels("ann", 2);
        assertThat(admission.channelsOf("ann")).isZero();
        admission.openChannel(ann);
    }

    @Test
    void virtualHostHasPlacesOfItsOwn() {
        Admission admission = new Admission(NodeLimits.NONE);
        User ann = user("ann", -1, -1);
        admission.openConnection(ann, "v", 1);

        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> admission.openConnection(ann, "v", 1))
                .withMessageContaining(
                        "access to vhost 'v' refused for user 'ann': connection limit (1) is"
                                + " reached");

        admission.openConnection(ann, "w", 1);
        assertThat(admission.connectionsOf("ann")).isEqualTo(2);
    }
}
