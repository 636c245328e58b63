package dev.warren.conformance.management;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.management.alike.DescribedRoute;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Bodies and queries that no client should send: refused with a reason, never a 500, never a hang.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpBadInputIT {

    private static final long HUGE_BYTES = 1_000_000_000_000L;

    private static final List<String> FIELDS =
            List.of(
                    "name",
                    "users",
                    "queues",
                    "vhosts",
                    "bindings",
                    "exchanges",
                    "policies",
                    "parameters",
                    "permissions",
                    "password",
                    "password_hash",
                    "tags",
                    "value",
                    "configure",
                    "write",
                    "read",
                    "exchange",
                    "description",
                    "type",
                    "durable",
                    "auto_delete",
                    "internal",
                    "arguments",
                    "properties",
                    "routing_key",
                    "payload",
                    "payload_encoding",
                    "count",
                    "ackmode",
                    "encoding",
                    "truncate",
                    "action",
                    "pattern",
                    "definition",
                    "priority",
                    "apply-to",
                    "ids",
                    "filter",
                    "to",
                    "node",
                    "default_queue_type",
                    "tracing",
                    "hashing_algorithm");

    private static final Map<String, String> THERE =
            Map.of(
                    "vhost", "%2F",
                    "queue", "there",
                    "source", "amq.topic",
                    "destination", "amq.fanout",
                    "component", "vhost-limits",
                    "limit", "max-connections");

    /// What no name should be.
    private static final List<String> SEGMENTS =
            List.of(
                    "..%2F..%2Fetc",
                    "%2E%2E",
                    "%2F",
                    "%00",
                    "%25",
                    "%C3%28",
                    "a%0D%0Ab",
                    "%F0%9F%90%87",
                    "x".repeat(300));

    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
        http.put("/api/queues/%2F/there", "{}");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /// Every route that reads a body.
    private List<DescribedRoute> writes() {
        return DescribedRoute.all(http).stream()
                .filter(route -> Set.of("PUT", "POST").contains(route.method()))
                .toList();
    }

    /// The path of a route, to things that are there where there are some.
    private static String there(DescribedRoute route) {
        String path = route.path();
        for (Map.Entry<String, String> name : THERE.entrySet()) {
            path = path.replace("{" + name.getKey() + "}", name.getValue());
        }
        return new DescribedRoute(route.method(), path).pathWith("bad");
    }

    /// Not our fault, and whoever sent it learns why.
    private static boolean isTold(Answer answer) {
        boolean isRefused = answer.status() >= 400;
        boolean isWithoutBody = answer.status() == 405 || answer.response().body().isEmpty();
        return answer.status() < 500
                && (!isRefused || isWithoutBody || !answer.json().path("reason").isMissingNode());
    }

    private static List<String> bodies() {
        List<String> bodies =
                new ArrayList<>(
                        List.of(
                                "{bad",
                                "[]",
                                "null",
                                "5",
                                "\"text\"",
                                "{}{}",
                                "{\"a\":1,\"a\":2}",
                                "\0\1\2",
                                "[".repeat(5_000),
                                "{\"value\":" + "[".repeat(200) + "]".repeat(200) + "}"));
        for (String value :
                List.of(
                        "5",
                        "-1",
                        "[]",
                        "[5]",
                        "[[]]",
                        "{}",
                        "{\"x\":[]}",
                        "true",
                        "\"[\"",
                        "\"\"",
                        "1e999",
                        "123456789012345678901234567890",
                        "\"" + "x".repeat(300) + "\"")) {
            bodies.add(all(value));
        }
        return bodies;
    }

    private static String all(String value) {
        return FIELDS.stream()
                .map(field -> "\"" + field + "\":" + value)
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    @Test
    void badBodiesAreNobodysFaultButTheSenders() {
        List<String> wrong = new ArrayList<>();
        for (DescribedRoute write : writes()) {
            for (String body : bodies()) {
                Answer answer = http.send(write.method(), there(write), body);
                if (!isTold(answer)) {
                    String shown = body.substring(0, Math.min(60, body.length()));
                    wrong.add(write + " " + shown + ": " + answer.status());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(http.get("/api/whoami").status()).isEqualTo(200);
    }

    @Test
    void badQueriesAreNobodysFaultButTheSenders() {
        List<String> wrong = new ArrayList<>();
        for (String path :
                List.of(
                        "/api/queues",
                        "/api/overview",
                        "/api/connections",
                        "/api/x/queues/%2F/there/messages",
                        "/api/x/delayed/%2F/amq.topic",
                        "/api/x/audit")) {
            for (String query :
                    List.of(
                            "page=-1",
                            "page=1&page_size=x",
                            "page=99999999999999999999",
                            "page=2147483647&page_size=500",
                            "sort=%00",
                            "columns=..,,a..b",
                            "page=1&use_regex=true&name=(((",
                            "from=x",
                            "from=-5",
                            "from=9223372036854775807",
                            "limit=0",
                            "limit=99999999999",
                            "truncate=-1",
                            "since=soon",
                            "lengths_age=1&lengths_incr=0",
                            "name=%ff",
                            "header=%3D",
                            "state=none")) {
                int status = http.get(path + "?" + query).status();
                if (status >= 500) {
                    wrong.add(path + "?" + query + ": " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void badNamesInPathsAreNobodysFaultButTheSenders() {
        List<String> wrong = new ArrayList<>();
        for (DescribedRoute route : DescribedRoute.all(http)) {
            for (String segment : route.hasBraces() ? SEGMENTS : List.<String>of()) {
                String path = route.pathWith(segment);
                Answer answer = http.send(route.method(), path, "");
                boolean isCheck = path.startsWith("/api/health/checks/") && answer.status() == 503;
                if (!isCheck && !isTold(answer)) {
                    wrong.add(route.method() + " " + path + ": " + answer.status());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void hugeBodiesAreRefusedBeforeTheyCome() throws IOException {
        String basic = "Basic Z3Vlc3Q6Z3Vlc3Q=";
        List<String> wrong = new ArrayList<>();
        for (DescribedRoute write : writes()) {
            try (Socket socket = new Socket("127.0.0.1", http.base().getPort())) {
                socket.setSoTimeout(30_000);
                String head =
                        "%s %s HTTP/1.1\r\nHost: h\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
                                .formatted(write.method(), there(write), basic, HUGE_BYTES);
                socket.getOutputStream().write(head.getBytes(US_ASCII));
                socket.getOutputStream().flush();
                String status =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                                .readLine();
                if (!String.valueOf(status).contains(" 413 ")) {
                    wrong.add(write + ": " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void badPathsAreNotFound() {
        for (String path :
                List.of(
                        "/api/queues/%2F/..%2F..%2Fetc",
                        "/api/queues/%2F/%00",
                        "/api/../api/whoami/..",
                        "/api/queues/%2F/" + "x".repeat(300),
                        "/api/x/jobs/none",
                        "/api/x/delayed/%2F/amq.topic/none",
                        "/%2e%2e/%2e%2e/etc/passwd")) {
            assertThat(http.get(path).status()).as(path).isBetween(400, 499);
        }
    }
}
