package dev.warren.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.javalin.Javalin;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpEndTest {

    private static final long STOP_MILLIS_MAX = 50;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void requestThatDoesNotEndHoldsNobodyUp() throws Exception {
        Javalin server =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    config.jetty.modifyServer(jetty -> jetty.setStopTimeout(STOP_MILLIS_MAX));
                    config.routes.get(
                            "/",
                            _ -> {
                                arrived.countDown();
                                mayEnd.await();
                            });
                });
        server.start();
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatCode(() -> HttpEnd.of(server, "a test")).doesNotThrowAnyException();
        } finally {
            mayEnd.countDown();
        }
    }
}
