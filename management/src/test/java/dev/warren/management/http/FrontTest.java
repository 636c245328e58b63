package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.broker.Broker;
import dev.warren.management.BrokerRig;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.AuthAttempts;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How many requests are worked on at once, and which methods a path has, over sockets.
@Timeout(60)
class FrontTest {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final CountDownLatch arrived = new CountDownLatch(Front.REQUESTS_MAX);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server =
            Javalin.create(config -> {
                config.concurrency.useVirtualThreads = true;
                config.startup.showJavalinBanner = false;
                config.routes.before(front());
            });

    private Front front() {
        Broker broker = new BrokerRig().broker;
        RouteTable routes =
                new RouteTable(
                        List.of(
                                Route.of("GET", "/slow", Need.NOTHING, _ -> slow()),
                                Route.of("GET", "/quick", Need.NOTHING, _ -> Reply.noContent()),
                                Route.of(
                                        "DELETE",
                                        "/quick",
                                        Need.NOTHING,
                                        new LocalOnly(_ -> Reply.noContent()))));
        LoginDesk logins =
                new LoginDesk(
                        broker,
                        new AuthAttempts(),
                        new Sessions(broker.clock(), 60),
                        new LocalToken("t"),
                        true);
        return new Front(
                broker, routes, logins, new AuditLog(broker.clock()), FrontSettings.STANDARD, 0);
    }

    private Reply slow() {
        arrived.countDown();
        try {
            assertThat(mayEnd.await(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Reply.noContent();
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        client.close();
        server.stop();
    }

    @Test
    void requestThatFindsNoPlaceIsRefusedAndTheOthersAreAnswered() throws Exception {
        server.start("127.0.0.1", 0);
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < Front.REQUESTS_MAX; i++) {
            slow.add(client.sendAsync(request("/slow"), BodyHandlers.ofString()));
        }
        assertThat(arrived.await(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = client.send(request("/quick"), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"busy\",\"reason\":\"Too many requests at once\"}");

        mayEnd.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : slow) {
            assertThat(answer.get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void methodThatIsKeptForTheCommandLineIsNotNamed() throws Exception {
        server.start("127.0.0.1", 0);
        HttpRequest delete =
                HttpRequest.newBuilder(request("/quick"), (_, _) -> true).DELETE().build();

        HttpResponse<String> refused = client.send(delete, BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("allow")).hasValue("HEAD, GET, OPTIONS");
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(ANSWER_MAX)
                .build();
    }
}
