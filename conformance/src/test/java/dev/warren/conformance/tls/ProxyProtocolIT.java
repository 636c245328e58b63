package dev.warren.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Behind a proxy that says who the client is: one Warren of its own.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class ProxyProtocolIT {
    private static final byte[] LOCAL_CLIENT = line("PROXY TCP4 127.0.0.9 127.0.0.10 51322 5672");
    private static final byte[] FAR_CLIENT = line("PROXY TCP4 192.0.2.1 192.0.2.2 51323 5672");

    private static WarrenProcess server;

    static boolean isWarrenOurs() {
        return TlsIT.isWarrenOurs();
    }

    @BeforeAll
    static void start() throws IOException {
        server = WarrenProcess.start(Broker.root(), Map.of("proxy_protocol", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void clientIsWhoTheProxySays() throws Exception {
        try (var connection = factory(LOCAL_CLIENT).newConnection()) {
            Client.channelOf(connection).queueDeclare();
        }

        assertThat(server.log())
                .contains("(127.0.0.9:51322 -> 127.0.0.10:5672): user 'guest' authenticated");
    }

    @Test
    void guestFromElsewhereIsRefusedThoughTheProxyIsHere() {
        assertThatThrownBy(() -> factory(FAR_CLIENT).newConnection())
                .isInstanceOf(AuthenticationFailureException.class);
        assertThat(server.log())
                .contains("(192.0.2.1:51323 -> 192.0.2.2:5672, state: starting)")
                .contains("PLAIN login refused: user 'guest' can only connect via localhost");
    }

    @Test
    void secondVersionIsUnderstoodInPiecesToo() throws Exception {
        var header =
                HexFormat.of()
                        .parseHex(
                                "0d0a0d0a000d0a515549540a"
                                        + "2111000c"
                                        + "7f000009"
                                        + "7f00000a"
                                        + "c87c1628");
        try (var raw = server.raw()) {
            for (byte octet : header) {
                raw.bytes(new byte[] {octet});
            }
            raw.handshake();
        }

        assertThat(server.log()).contains("(127.0.0.9:51324 -> 127.0.0.10:5672)");
    }

    @Test
    void clientWithoutAProxyIsClosedAtOnce() throws Exception {
        try (var raw = server.raw()) {
            raw.bytes(RawAmqp.header091());

            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(server.log()).contains("PROXY protocol: it does not begin with a PROXY header");
    }

    @Test
    void endlessHeaderIsClosed() throws Exception {
        try (var raw = server.raw()) {
            raw.bytes(("PROXY TCP4 " + "1".repeat(200)).getBytes(StandardCharsets.US_ASCII));

            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(server.log()).contains("PROXY protocol: its line is longer than 107 bytes");
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static ConnectionFactory factory(byte[] header) {
        var factory = server.factory();
        factory.setSocketFactory(new ProxiedSockets(header));
        return factory;
    }

    /// Sockets that begin with a header as a proxy sends it.
    private static final class ProxiedSockets extends SocketFactory {
        private final byte[] header;

        ProxiedSockets(byte[] header) {
            this.header = header;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress address, int timeout) throws IOException {
                    super.connect(address, timeout);
                    getOutputStream().write(header);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
