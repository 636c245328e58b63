package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Bodies and queries that no client should send: refused with a reason, never a 500, never a hang.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpBadInputIT {

    /// Every route that reads a body.
    private static final List<String> WRITES =
            List.of(
                    "PUT /api/cluster-name",
                    "POST /api/definitions",
                    "POST /api/definitions/%2F",
                    "PUT /api/users/bad",
                    "POST /api/users/bulk-delete",
                    "PUT /api/user-limits/guest/max-connections",
                    "PUT /api/permissions/%2F/guest",
                    "PUT /api/topic-permissions/%2F/guest",
                    "PUT /api/vhosts/bad",
                    "PUT /api/vhost-limits/%2F/max-queues",
                    "PUT /api/exchanges/%2F/bad",
                    "POST /api/exchanges/%2F/amq.topic/publish",
                    "PUT /api/queues/%2F/bad",
                    "POST /api/queues/%2F/there/get",
                    "POST /api/queues/%2F/there/actions",
                    "POST /api/bindings/%2F/e/amq.topic/q/there",
                    "PUT /api/policies/%2F/bad",
                    "PUT /api/operator-policies/%2F/bad",
                    "PUT /api/parameters/vhost-limits/%2F/limits",
                    "PUT /api/global-parameters/bad",
                    "POST /api/login",
                    "POST /api/x/queues/%2F/there/jobs",
                    "POST /api/x/route-test/%2F/amq.topic");

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
        for (String write : WRITES) {
            String method = write.substring(0, write.indexOf(' '));
            String path = write.substring(write.indexOf(' ') + 1);
            for (String body : bodies()) {
                Answer answer = http.send(method, path, body);
                if (answer.status() >= 500) {
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
