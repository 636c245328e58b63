package dev.warren.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// RabbitMQ's Java client over TLS, in each of its ways to use sockets: they have three
/// implementations of TLS's records between them.
@Timeout(120)
@EnabledIf("dev.warren.conformance.tls.TlsIT#isWarrenOurs")
final class JavaClientTlsIT {
    private static final int MESSAGES = 10;
    private static final int BODY_BYTES = 100_000;
    private static final int CONFIRM_MILLIS_MAX = 30_000;

    @TempDir static Path directory;
    private static WarrenProcess server;
    private static TlsClients clients;
    private static Authority.Identity guest;

    private enum Sockets {
        BLOCKING,
        NIO,
        NETTY
    }

    @BeforeAll
    static void start() throws Exception {
        var authority = Authority.make(directory, "authority");
        guest = authority.issue("guest", "CN=guest", "san=dns:guest.example");
        server =
                WarrenProcess.start(
                        Broker.root(), authority.loginByCertificate(authority.server("server")));
        clients = new TlsClients(server, authority);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Arguments> ways() {
        var ways = new ArrayList<Arguments>();
        for (var sockets : Sockets.values()) {
            for (var version : List.of("TLSv1.2", "TLSv1.3")) {
                ways.add(Arguments.of(sockets, version, false));
                ways.add(Arguments.of(sockets, version, true));
            }
        }
        return ways;
    }

    /// The second time too: a client remembers whom it has shaken hands with.
    @ParameterizedTest
    @MethodSource("ways")
    void messagesGoThroughBothWays(Sockets sockets, String version, boolean isCertified)
            throws Exception {
        var factory = factory(sockets, version, isCertified ? guest : null);

        assertThat(bytesThrough(factory)).isEqualTo(MESSAGES * BODY_BYTES);
        assertThat(bytesThrough(factory)).isEqualTo(MESSAGES * BODY_BYTES);
    }

    @SuppressWarnings("deprecation")
    private static ConnectionFactory factory(
            Sockets sockets, String version, Authority.@Nullable Identity client) throws Exception {
        var factory = clients.factory(client, version);
        if (client != null) {
            factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
        }
        switch (sockets) {
            case BLOCKING -> factory.useBlockingIo();
            case NIO -> factory.useNio();
            case NETTY -> factory.netty().sslContext(clients.nettyContext(client, version));
        }
        return factory;
    }

    private static int bytesThrough(ConnectionFactory factory) throws Exception {
        try (var connection = factory.newConnection()) {
            var channel = Client.channelOf(connection);
            var queue = channel.queueDeclare("", false, true, false, Map.of()).getQueue();
            channel.confirmSelect();
            for (int i = 0; i < MESSAGES; i++) {
                channel.basicPublish("", queue, null, new byte[BODY_BYTES]);
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);

            int bytes = 0;
            for (int i = 0; i < MESSAGES; i++) {
                bytes += channel.basicGet(queue, true).getBody().length;
            }
            return bytes;
        }
    }
}
