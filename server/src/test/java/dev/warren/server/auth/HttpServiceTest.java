package dev.warren.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.warren.codec.value.ShortString;
import dev.warren.server.config.ServerConfiguration.HttpBackend;
import dev.warren.server.config.ServerConfiguration.HttpPaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpServiceTest {

    private final CountDownLatch open = new CountDownLatch(1);
    private HttpServer server;
    private HttpService service;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    byte[] answer = " Allow one two\n".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(201, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        service =
                new HttpService(
                        new HttpBackend(
                                new HttpPaths(path(), path(), path(), path()),
                                false,
                                30_000,
                                30_000));
    }

    @AfterEach
    void stop() {
        open.countDown();
        service.close();
        server.stop(0);
    }

    private URI path() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private CompletableFuture<HttpAnswer> ask() {
        return service.ask(path(), new HttpForm()).toCompletableFuture();
    }

    @Test
    void moreThanItMayCollectFailAtOnce() {
        List<CompletableFuture<HttpAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < HttpService.IN_FLIGHT_MAX; i++) {
            asked.add(ask());
        }

        assertThat(ask())
                .isCompletedWithValue(
                        new HttpAnswer.Failure(
                                "overload",
                                "there are too many questions to the HTTP service at once"));
        open.countDown();
        assertThat(asked.getFirst().join()).isEqualTo(new HttpAnswer.Allow(Set.of("one", "two")));
        asked.forEach(CompletableFuture::join);
        assertThat(ask().join()).isInstanceOf(HttpAnswer.Allow.class);
    }

    @Test
    void formsTakeNamesOfAnyBytes() {
        assertThat(
                        new HttpForm()
                                .add("user", "a&b=ü")
                                .add(
                                        "name",
                                        ShortString.copyOf(new byte[] {'x', (byte) 0xFF}, 0, 2))
                                .toString())
                .isEqualTo("user=a%26b%3D%C3%BC&name=x%FF");
    }
}
