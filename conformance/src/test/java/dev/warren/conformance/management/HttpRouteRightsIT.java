package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.management.alike.DescribedRoute;
import dev.warren.conformance.support.Asker;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Every route that the node describes, with every tag and none: who is let in and who is not. What
/// is right stands in `rights.txt`, one line for each route, and not in the node.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class HttpRouteRightsIT {

    private static final String VHOST = "rights";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
        http.put("/api/vhosts/" + VHOST, "{}");
        for (Asker asker : askers()) {
            if (asker.tag() != null) {
                http.put(
                        "/api/users/" + asker.name(),
                        "{\"password\":\"secret\",\"tags\":\"" + asker.tag() + "\"}");
            }
            if (asker.isIn()) {
                http.put(
                        "/api/permissions/" + VHOST + "/" + asker.name(),
                        "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
            }
        }
    }

    @AfterAll
    void stop() {
        client.close();
        broker.close();
    }

    private static List<Asker> askers() {
        List<Asker> askers = new ArrayList<>(List.of(Asker.NOBODY));
        for (String tag : Asker.TAGS) {
            askers.add(new Asker("in-" + tag, tag, true));
            askers.add(new Asker("out-" + tag, tag, false));
        }
        return askers;
    }

    /// By `GET /api/overview`, the word that says who may.
    private static Map<String, String> rights() throws IOException {
        Path file = Broker.root().resolve("conformance/src/test/resources/http-api/rights.txt");
        Map<String, String> rights = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int end = line.lastIndexOf(' ');
                rights.put(line.substring(0, end).strip(), line.substring(end + 1));
            }
        }
        return rights;
    }

    @Test
    void everyRouteIsInTheMatrix() throws IOException {
        assertThat(DescribedRoute.all(http).stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(rights().keySet());
    }

    @Test
    void whoMayNotIsRefusedAndNobodyElse() throws Exception {
        Map<String, String> rights = rights();
        List<String> wrong = new ArrayList<>();
        for (DescribedRoute route : DescribedRoute.all(http)) {
            String right = rights.getOrDefault(route.toString(), "owner");
            for (Asker asker : askers()) {
                int status = status(route, asker);
                boolean isRefused = status == 401;
                boolean isFault = status >= 500 && !isCheck(route, status);
                if (isFault || isRefused == asker.mayUse(right)) {
                    wrong.add(route + " by " + asker.name() + " (" + right + "): " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /// What is asked about is not there, and so not well.
    private static boolean isCheck(DescribedRoute route, int status) {
        return status == 503 && route.path().startsWith("/api/health/checks/");
    }

    /// Names that are there only where nothing is lost: the virtual host is, what is in it is not.
    private static String path(DescribedRoute route, Asker asker) {
        boolean isEnd = route.path().equals("/api/vhosts/{vhost}") && !route.method().equals("GET");
        return isEnd
                ? "/api/vhosts/none"
                : new DescribedRoute(
                                route.method(),
                                route.path()
                                        .replace("{vhost}", VHOST)
                                        .replace("{username}", asker.name()))
                        .pathWith("none");
    }

    /// Only the status: some answers have no end.
    private int status(DescribedRoute route, Asker asker) throws IOException, InterruptedException {
        boolean isLogin = route.path().equals("/api/login") && route.method().equals("POST");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(http.base() + path(route, asker)))
                        .timeout(ANSWER_MAX)
                        .method(
                                route.method(),
                                isLogin
                                        ? BodyPublishers.ofString("username=guest&password=guest")
                                        : BodyPublishers.noBody());
        if (isLogin) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (asker.tag() != null) {
            request.header("Authorization", "Basic " + both(asker.name()));
        }
        HttpResponse<InputStream> answer =
                client.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static String both(String user) {
        return Base64.getEncoder()
                .encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }
}
