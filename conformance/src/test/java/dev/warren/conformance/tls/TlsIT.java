package dev.warren.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.SaslConfig;
import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AMQP over TLS, with and without a client certificate: one Warren of its own.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class TlsIT {
    private static final int MESSAGES = 300;
    private static final int BODY_BYTES = 100_000;
    private static final int CONFIRM_MILLIS_MAX = 30_000;
    private static final int READ_MILLIS_MAX = 60_000;

    /// More than a test waits: it must not be what ends a socket here.
    private static final int LOGIN_MILLIS_MAX = 300_000;

    @TempDir static Path directory;
    private static WarrenProcess server;
    private static TlsClients clients;
    private static Authority.Identity guest;
    private static Authority.Identity nobody;
    private static Authority.Identity stranger;

    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    @BeforeAll
    static void start() throws Exception {
        var authority = Authority.make(directory, "authority");
        var own = authority.server("server");
        guest = authority.issue("guest", "CN=guest, O=Warren", "san=dns:guest.example");
        nobody = authority.issue("nobody", "CN=nobody", "san=dns:nobody.example");
        stranger =
                Authority.make(directory, "another")
                        .issue("guest", "CN=guest", "san=dns:guest.example");
        var settings = authority.loginByCertificate(own);
        settings.put("ssl_handshake_timeout", "1500");
        settings.put("handshake_timeout", Integer.toString(LOGIN_MILLIS_MAX));
        server = WarrenProcess.start(Broker.root(), settings);
        clients = new TlsClients(server, authority);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// More than a connection may have on its way, so that it is paused and read again.
    @Test
    void messagesGoThroughBothWays() throws Exception {
        try (var connection = clients.factory().newConnection()) {
            var channel = Client.channelOf(connection);
            var queue = channel.queueDeclare("", true, true, false, Map.of()).getQueue();
            channel.confirmSelect();
            for (int i = 0; i < MESSAGES; i++) {
                channel.basicPublish("", queue, null, new byte[BODY_BYTES]);
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);

            int bytes = 0;
            GetResponse message = channel.basicGet(queue, true);
            while (message != null) {
                bytes += message.getBody().length;
                message = channel.basicGet(queue, true);
            }

            assertThat(bytes).isEqualTo(MESSAGES * BODY_BYTES);
        }
    }

    @Test
    void externalIsOfferedToVerifiedClientsOnly() throws Exception {
        assertThat(offered(null)).containsExactly("PLAIN");
        assertThat(offered(guest)).containsExactly("PLAIN", "EXTERNAL");
    }

    private static List<String> offered(Authority.@Nullable Identity client) throws Exception {
        var offered = new ArrayList<String>();
        var factory = clients.factory(client);
        SaslConfig noting =
                mechanisms -> {
                    offered.addAll(List.of(mechanisms));
                    return DefaultSaslConfig.PLAIN.getSaslMechanism(mechanisms);
                };
        factory.setSaslConfig(noting);
        factory.newConnection().close();
        return offered;
    }

    @Test
    void certificateIsThePassword() throws Exception {
        var factory = clients.factory(guest);
        factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
        factory.setUsername("somebody else");
        factory.setPassword("");

        try (var connection = factory.newConnection()) {
            Client.channelOf(connection).queueDeclare();
        }
    }

    @Test
    void certificateOfAUserThatDoesNotExistIsRefused() throws Exception {
        var factory = clients.factory(nobody);
        factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);

        assertThatThrownBy(factory::newConnection)
                .isInstanceOf(AuthenticationFailureException.class)
                .hasMessageContaining("EXTERNAL");
        assertThat(server.log()).contains("EXTERNAL login refused: user 'nobody'");
    }

    @Test
    void certificateOfAnotherAuthorityEndsTheHandshake() throws Exception {
        var factory = clients.factory(stranger);

        assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);
        assertThat(server.log()).contains("TLS handshake:");
    }

    @Test
    void plainConnectionIsNotOfferedExternal() throws Exception {
        try (var raw = server.raw()) {
            raw.bytes(RawAmqp.header091());
            raw.expect(0, "connection.start");
            raw.startOk("EXTERNAL", new byte[0], Map.of());

            assertThat(raw.expectClosing().text())
                    .contains("invalid authentication mechanism 'EXTERNAL'");
        }
    }

    @Test
    void plainClientOnTheTlsPortIsClosedAtOnce() throws Exception {
        try (var socket = socket(clients.port())) {
            socket.getOutputStream().write(RawAmqp.header091());
            socket.getOutputStream().flush();

            readToEnd(socket);
        }

        assertThat(server.log()).contains("the client does not speak TLS");
        assertThat(server.log()).doesNotContain("414d5150");
    }

    @Test
    void tlsClientOnThePlainPortIsClosedAtOnce() throws Exception {
        var factory = clients.factory();
        factory.setPort(server.port());

        assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);
        assertThat(server.log()).contains("the client speaks TLS");
    }

    @Test
    void handshakeThatStallsEndsInTimeAndHoldsNobodyUp() throws Exception {
        try (var silent = socket(clients.port());
                var half = socket(clients.port())) {
            half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0});
            half.getOutputStream().flush();

            clients.factory().newConnection().close();

            readToEnd(silent);
            readToEnd(half);
        }
        assertThat(server.log()).contains("ssl_handshake_timeout");
    }

    @Test
    void clientThatTrustsAnotherAuthorityGoesAway() throws Exception {
        var distrusting = new TlsClients(server, Authority.make(directory, "third"));

        assertThatThrownBy(() -> distrusting.factory().newConnection())
                .isInstanceOf(SSLHandshakeException.class);
        clients.factory().newConnection().close();
    }

    /// TLS 1.3 lets each side end on its own; clients (py-amqp) wait for ours before they close the
    /// socket.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void goodbyeOfAClientIsAnsweredAtOnce(String version) throws Exception {
        var sockets = clients.context(null).getSocketFactory();
        var tcp = new StaysOpen(clients.port());
        try (var socket =
                (SSLSocket) sockets.createSocket(tcp, "127.0.0.1", clients.port(), true)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setSoTimeout(READ_MILLIS_MAX);
            socket.getOutputStream().write(RawAmqp.header091());
            assertThat(socket.getInputStream().read()).as("of connection.start").isPositive();

            socket.shutdownOutput();

            readToEnd(socket);
        }
    }

    /// Java ends its half of the TCP stream together with that of TLS; other clients do not.
    private static final class StaysOpen extends Socket {
        StaysOpen(int port) throws IOException {
            super("127.0.0.1", port);
        }

        @Override
        public void shutdownOutput() {}
    }

    private static Socket socket(int port) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(READ_MILLIS_MAX);
        return socket;
    }

    /// Whatever comes, until the broker has ended the connection.
    private static void readToEnd(Socket socket) throws IOException {
        var bytes = new byte[256];
        try {
            int count;
            do {
                count = socket.getInputStream().read(bytes);
            } while (count >= 0);
        } catch (SocketException ignoredResetIsAnEndToo) {
            return;
        }
    }
}
