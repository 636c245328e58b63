package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.SocketOptions;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SocketSettingsTest {

    @Test
    void systemIsLeftAloneUnlessTold() {
        assertThat(sockets("")).isEqualTo(SocketOptions.STANDARD);
    }

    @Test
    void systemIsToldAsWritten() {
        assertThat(
                        sockets(
                                """
                                tcp_listen_options.backlog = 128
                                tcp_listen_options.nodelay = false
                                tcp_listen_options.keepalive = false
                                tcp_listen_options.sndbuf = 196608
                                tcp_listen_options.recbuf = 64KiB
                                tcp_listen_options.linger.on = true
                                tcp_listen_options.linger.timeout = 3
                                """))
                .isEqualTo(new SocketOptions(128, false, false, 196_608, 65_536, 3));
    }

    @Test
    void timeWithoutLingeringMeansNothing() {
        assertThat(sockets("tcp_listen_options.linger.timeout = 3").lingerSeconds()).isNull();
        assertThat(sockets("tcp_listen_options.linger.on = true").lingerSeconds()).isZero();
    }

    @Test
    void clientMayReadNothingForHalfAMinuteUnlessTold() {
        assertThat(sendTimeout("")).isEqualTo(30_000);
        assertThat(sendTimeout("tcp_listen_options.send_timeout = 15000")).isEqualTo(15_000);
        assertThat(sendTimeout("tcp_listen_options.send_timeout = 0")).isZero();
        assertThat(sendTimeout("tcp_listen_options.send_timeout = infinity")).isZero();
    }

    @Test
    void memoryMayBeTold() {
        assertThat(accepted("total_memory_available_override_value = 2GB").resources())
                .extracting(ServerConfiguration.Resources::memoryTotal)
                .isEqualTo(2_000_000_000L);
        assertThat(accepted("").resources().memoryTotal()).isNull();
    }

    private static int sendTimeout(String text) {
        return accepted(text).network().sendTimeoutMillis();
    }

    private static SocketOptions sockets(String text) {
        return accepted(text).network().sockets();
    }

    private static ServerConfiguration accepted(String text) {
        return ((Accepted)
                        ConfigurationLoader.load(
                                new Sources(
                                        new FileText("r.conf", text), Map.of(), List.of(), null),
                                2))
                .configuration();
    }
}
