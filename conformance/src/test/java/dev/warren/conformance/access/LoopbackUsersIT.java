package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.HttpBroker;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Users who may come from this machine only: they are known by the address that they come to.
@Timeout(120)
class LoopbackUsersIT {

    /// An address of this machine that is not the loopback.
    private static String outside() throws SocketException {
        Optional<String> address =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                        .filter(a -> !a.isLinkLocalAddress())
                        .map(InetAddress::getHostAddress)
                        .findFirst();
        assumeTrue(address.isPresent(), "the machine has no address but the loopback");
        return address.orElseThrow();
    }

    @Test
    void guestComesInByTheLoopbackOnlyAndOthersFromEverywhere() throws Exception {
        String outside = outside();
        try (HttpBroker broker = HttpBroker.start()) {
            broker.http().put("/api/users/ann", "{\"password\":\"secret\",\"tags\":\"\"}");
            broker.http()
                    .put(
                            "/api/permissions/%2F/ann",
                            "{\"configure\":\"\",\"write\":\"\",\"read\":\"\"}");
            ConnectionFactory factory = broker.process().factory();
            factory.newConnection().close();

            factory.setHost(outside);

            assertThatThrownBy(factory::newConnection)
                    .isInstanceOf(AuthenticationFailureException.class)
                    .hasMessageContaining("ACCESS_REFUSED");
            factory.setUsername("ann");
            factory.setPassword("secret");
            factory.newConnection().close();
        }
    }

    @Test
    void guestComesInFromEverywhereWhereThatIsAllowed() throws Exception {
        String outside = outside();
        try (HttpBroker broker = HttpBroker.start(Map.of("loopback_users.guest", "false"))) {
            ConnectionFactory factory = broker.process().factory();
            factory.setHost(outside);
            try (Connection connection = factory.newConnection()) {
                assertThat(connection.isOpen()).isTrue();
            }
        }
    }
}
