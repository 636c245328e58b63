package dev.warren.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpServerTest {

    private static final long STOP_MILLIS_MAX = 50;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void requestThatDoesNotEndHoldsNobodyUp() throws Exception {
        HttpServer server = new HttpServer("a test", 1, STOP_MILLIS_MAX);
        int port =
                server.open(
                                List.of(door(HttpLimits.STANDARD)),
                                config ->
                                        config.routes.get(
                                                "/",
                                                _ -> {
                                                    arrived.countDown();
                                                    mayEnd.await();
                                                }))
                        .getFirst();
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatCode(server::close).doesNotThrowAnyException();
        } finally {
            mayEnd.countDown();
        }
    }

    private static HttpDoor door(HttpLimits limits) {
        return new HttpDoor(new InetSocketAddress("127.0.0.1", 0), null, limits);
    }

    @Test
    void socketOnWhichNothingMovesIsClosed() throws Exception {
        try (HttpServer server = new HttpServer("a test", 1, STOP_MILLIS_MAX)) {
            int port = server.open(List.of(door(new HttpLimits(100, 9))), _ -> {}).getFirst();

            try (Socket client = new Socket("127.0.0.1", port)) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void socketThatHasHadItsRequestsIsClosed() throws Exception {
        try (HttpServer server = new HttpServer("a test", 1, STOP_MILLIS_MAX)) {
            int port =
                    server.open(
                                    List.of(door(new HttpLimits(60_000, 2))),
                                    config ->
                                            config.routes.get("/", context -> context.result("a")))
                            .getFirst();

            try (Socket client = new Socket("127.0.0.1", port)) {
                client.getOutputStream()
                        .write(
                                "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                                        .repeat(3)
                                        .getBytes(StandardCharsets.US_ASCII));
                String answers =
                        new String(
                                client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

                assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
                assertThat(answers.indexOf("Connection: close"))
                        .isGreaterThan(answers.lastIndexOf("HTTP/1.1 200"));
            }
        }
    }
}
