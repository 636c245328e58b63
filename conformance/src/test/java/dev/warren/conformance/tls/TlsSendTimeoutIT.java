package dev.warren.conformance.tls;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.WarrenProcess;
import dev.warren.conformance.support.Wire;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A consumer over TLS that reads nothing after the handshake.
@Timeout(120)
@EnabledIf("dev.warren.conformance.tls.TlsIT#isWarrenOurs")
final class TlsSendTimeoutIT {
    private static final int MESSAGES = 1_000;
    private static final int BODY_BYTES = 8 * 1024;
    private static final int READ_AHEAD_BYTES = 16 * 1024;
    private static final long CONFIRM_MILLIS_MAX = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void deafConsumerIsCutOff() throws Exception {
        var authority = Authority.make(directory, "authority");
        var settings = authority.loginByCertificate(authority.server("server"));
        settings.put("tcp_listen_options.send_timeout", "1000");
        settings.put("tcp_listen_options.sndbuf", "65536");
        try (var server = WarrenProcess.start(Broker.root(), settings);
                var connection = server.factory().newConnection()) {
            var channel = Client.channelOf(connection);
            channel.queueDeclare("deaf", false, false, false, Map.of());

            try (var deaf = connect(new TlsClients(server, authority))) {
                deaf.getOutputStream().write(consume());
                awaitConsumers(channel, 1);
                publish(channel);

                awaitConsumers(channel, 0);
            }

            Awaitility.await("the log to say so")
                    .atMost(PATIENCE)
                    .until(() -> server.log().contains("the client has read nothing for 1000 ms"));
        }
    }

    private static void awaitConsumers(Channel channel, long count) {
        Awaitility.await(count + " consumers")
                .atMost(PATIENCE)
                .until(() -> channel.consumerCount("deaf") == count);
    }

    private static void publish(Channel channel) throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish("", "deaf", null, new byte[BODY_BYTES]);
        }
        channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);
    }

    private static SSLSocket connect(TlsClients clients) throws Exception {
        var socket = (SSLSocket) clients.context(null).getSocketFactory().createSocket();
        socket.setReceiveBufferSize(READ_AHEAD_BYTES);
        socket.connect(new InetSocketAddress("127.0.0.1", clients.port()));
        socket.startHandshake();
        return socket;
    }

    /// All that a consumer says, without waiting for an answer.
    private static byte[] consume() {
        var startOk =
                Wire.bytes()
                        .table(Map.of())
                        .shortstr("PLAIN")
                        .longstr(RawAmqp.plain("guest", "guest"))
                        .shortstr("en_US");
        var tuneOk = Wire.bytes().shortInt(1).longInt(131_072).shortInt(0);
        var consume =
                Wire.bytes().shortInt(0).shortstr("deaf").shortstr("").octet(0).table(Map.of());
        return Wire.bytes()
                .raw(RawAmqp.header091())
                .raw(method(0, 10, 11, startOk))
                .raw(method(0, 10, 31, tuneOk))
                .raw(method(0, 10, 40, Wire.bytes().shortstr("/").shortstr("").octet(0)))
                .raw(method(1, 20, 10, Wire.bytes().shortstr("")))
                .raw(method(1, 60, 20, consume))
                .toByteArray();
    }

    private static byte[] method(int channel, int classId, int methodId, Wire arguments) {
        var payload =
                Wire.bytes().shortInt(classId).shortInt(methodId).raw(arguments.toByteArray());
        return Wire.bytes()
                .octet(RawFrame.METHOD)
                .shortInt(channel)
                .longstr(payload.toByteArray())
                .octet(RawFrame.END)
                .toByteArray();
    }
}
