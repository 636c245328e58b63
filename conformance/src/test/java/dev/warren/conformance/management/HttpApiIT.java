package dev.warren.conformance.management;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One broker, each test with names of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpApiIT {

    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    // --- access --------------------------------------------------------------------------------

    @Test
    void whoSaysNothingIsAskedForCredentialsWithoutABody() {
        Answer answer = http.send(http.request("/api/overview"), "GET", "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().body()).isEmpty();
        assertThat(answer.header("www-authenticate"))
                .isEqualTo("Basic realm=\"RabbitMQ Management\"");
    }

    @Test
    void wrongPasswordIsToldInJson() {
        Answer answer = http.as("guest", "wrong").get("/api/whoami");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("not_authorized");
        assertThat(answer.reason()).isEqualTo("Login failed");
    }

    @Test
    void brokenHeaderIsABadRequest() {
        var request = http.request("/api/whoami").header("Authorization", "Basic !!!");

        assertThat(http.send(request, "GET", "").status()).isEqualTo(400);
    }

    /// Each row: tags, and what overview, nodes, vhosts, users, parameters, definitions, and
    /// putting a virtual host and a policy are answered with.
    @ParameterizedTest
    @CsvSource({
        "administrator, 200, 200, 200, 200, 200, 200, 201, 201",
        "monitoring,    200, 200, 200, 401, 401, 401, 401, 401",
        "policymaker,   200, 401, 200, 401, 200, 401, 401, 201",
        "management,    200, 401, 200, 401, 401, 401, 401, 401",
        "'',            401, 401, 401, 401, 401, 401, 401, 401",
    })
    void tagsDecideWhatAUserMayDo(
            String tags,
            int overview,
            int nodes,
            int vhosts,
            int users,
            int parameters,
            int definitions,
            int putVhost,
            int putPolicy) {
        String user = "rights-" + tags;
        http.put("/api/users/" + user, "{\"password\":\"p\",\"tags\":\"" + tags + "\"}");
        http.put(
                "/api/permissions/%2F/" + user,
                "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
        Http other = http.as(user, "p");

        assertThat(
                        List.of(
                                other.get("/api/overview").status(),
                                other.get("/api/nodes").status(),
                                other.get("/api/vhosts").status(),
                                other.get("/api/users").status(),
                                other.get("/api/parameters").status(),
                                other.get("/api/definitions").status(),
                                other.put("/api/vhosts/of-" + user, "{}").status(),
                                other.put(
                                                "/api/policies/%2F/of-" + user,
                                                "{\"pattern\":\"^none\",\"definition\":{\"max-length\":1}}")
                                        .status()))
                .containsExactly(
                        overview,
                        nodes,
                        vhosts,
                        users,
                        parameters,
                        definitions,
                        putVhost,
                        putPolicy);
    }

    @Test
    void virtualHostThatAUserMayNotEnterIsClosedToIt() {
        http.put("/api/vhosts/closed", "{}");
        http.put("/api/users/outside", "{\"password\":\"p\",\"tags\":\"monitoring\"}");
        Http other = http.as("outside", "p");

        assertThat(other.get("/api/queues/closed").reason())
                .isEqualTo("User not authorised to access virtual host");
        assertThat(other.get("/api/queues").json()).isEmpty();
        assertThat(other.put("/api/queues/closed/q", "{}").status()).isEqualTo(401);
        assertThat(http.as("outside", "p").get("/api/queues/none").status()).isEqualTo(404);
    }

    @Test
    void permissionsHoldForWhatIsDeclared() {
        http.put("/api/users/narrow", "{\"password\":\"p\",\"tags\":\"management\"}");
        http.put(
                "/api/permissions/%2F/narrow",
                "{\"configure\":\"^mine\",\"write\":\"^mine\",\"read\":\"^mine\"}");
        Http other = http.as("narrow", "p");

        assertThat(other.put("/api/queues/%2F/mine", "{}").status()).isEqualTo(201);
        assertThat(other.put("/api/queues/%2F/theirs", "{}").reason()).isEqualTo("Access refused.");
        assertThat(other.post("/api/bindings/%2F/e/amq.fanout/q/mine", "{}").status())
                .isEqualTo(401);
        assertThat(other.delete("/api/queues/%2F/mine").status()).isEqualTo(204);
    }

    // --- paths and methods ---------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/queues/%2F/none,          404",
        "GET,    /api/nonesuch,                 404",
        "GET,    /nonesuch,                     404",
        "GET,    /api//queues,                  404",
        "GET,    /api/queues/,                  200",
        "GET,    /api/nodes/none@x,             404",
        "POST,   /api/queues,                   405",
        "DELETE, /api/overview,                 405",
        "PUT,    /api/bindings/%2F,             405",
        "PATCH,  /api/queues/%2F/q,             405",
        "OPTIONS,/api/overview,                 200",
        "HEAD,   /api/overview,                 200",
        "HEAD,   /api/queues/%2F/none,          404",
        "GET,    /api/definitions/none,         400",
    })
    void pathsAndMethods(String method, String path, int status) {
        assertThat(http.send(method, path, "").status()).isEqualTo(status);
    }

    @Test
    void allowedMethodsAreNamed() {
        assertThat(http.send("OPTIONS", "/api/queues/%2F/q", "").header("allow"))
                .isEqualTo("HEAD, GET, PUT, DELETE, OPTIONS");
    }

    @Test
    void clientThatReadsNoJsonIsToldSo() {
        var request =
                http.request("/api/whoami")
                        .header("Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=")
                        .header("Accept", "text/html");

        assertThat(http.send(request, "GET", "").status()).isEqualTo(406);
    }

    // --- lists ---------------------------------------------------------------------------------

    @Test
    void pagesHaveRabbitMqsFields() {
        http.put("/api/vhosts/pages", "{}");
        for (String name : List.of("c", "a", "b")) {
            http.put("/api/queues/pages/" + name, "{}");
        }

        JsonNode page =
                http.get("/api/queues/pages?page=2&page_size=2&columns=name,messages").json();

        assertThat(page.toString())
                .isEqualTo(
                        "{\"total_count\":3,\"item_count\":1,\"filtered_count\":3,\"page\":2,"
                                + "\"page_size\":2,\"page_count\":2,"
                                + "\"items\":[{\"name\":\"c\",\"messages\":0}]}");
        assertThat(names(http.get("/api/queues/pages?sort=name&sort_reverse=true").json()))
                .containsExactly("c", "b", "a");
        assertThat(
                        names(
                                http.get("/api/queues/pages?page=1&name=%5E%5Bab%5D&use_regex=true")
                                        .json()
                                        .path("items")))
                .containsExactly("a", "b");
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page=0&page_size=10|Invalid pagination parameters: page number 0, page size 10",
                "page=1&page_size=501|Invalid pagination parameters: page number 1, page size 501",
                "page=abc|Pagination parameters are invalid",
                "page=1&name=%5B&use_regex=true|Pagination parameters are invalid",
            })
    void badPagesAreRefused(String query, String reason) {
        Answer answer = http.get("/api/queues?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    // --- changes -------------------------------------------------------------------------------

    @Test
    void queuesAndBindingsComeAndGo() {
        http.put("/api/vhosts/life", "{}");

        assertThat(http.put("/api/queues/life/a%2Fb%20c", "{\"durable\":true}").status())
                .isEqualTo(201);
        assertThat(http.put("/api/queues/life/a%2Fb%20c", "{\"durable\":true}").status())
                .isEqualTo(204);
        assertThat(http.put("/api/queues/life/a%2Fb%20c", "{\"durable\":false}").reason())
                .startsWith("inequivalent arg 'durable' for queue 'a/b c' in vhost 'life'");
        assertThat(http.get("/api/queues/life/a%2Fb%20c").json().path("name").asText())
                .isEqualTo("a/b c");
        String between = "/api/bindings/life/e/amq.topic/q/a%2Fb%20c";
        assertThat(http.post(between, "{\"routing_key\":\"r~k/%#\",\"arguments\":{\"a\":1}}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(201));
        String key = http.get(between).json().path(0).path("properties_key").asText();
        String path = between + "/" + key.replace("%", "%25");
        assertThat(http.get(path).json().path("routing_key").asText()).isEqualTo("r~k/%#");
        assertThat(http.delete(path).status()).isEqualTo(204);
        assertThat(http.delete(path).status()).isEqualTo(404);
        assertThat(http.delete("/api/queues/life/a%2Fb%20c").status()).isEqualTo(204);
        assertThat(http.delete("/api/queues/life/a%2Fb%20c").status()).isEqualTo(404);
        assertThat(http.delete("/api/vhosts/life").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PUT|/api/vhosts/bad|{bad|400|not_json",
                "PUT|/api/exchanges/%2F/e|[]|400|not_json",
                "PUT|/api/exchanges/%2F/e|{\"type\":\"bogus\"}|400|unknown exchange type 'bogus'",
                "PUT|/api/exchanges/%2F/e|{\"type\":5}|400|type should be a string",
                "PUT|/api/exchanges/%2F/amq.foo|{}|401|Access refused.",
                "PUT|/api/exchanges/none/e|{}|404|vhost_not_found",
                "PUT|/api/queues/%2F/q|{\"durable\":\"yes\"}|400|",
                "PUT|/api/queues/%2F/q|{\"arguments\":7}|400|arguments should be an object",
                "PUT|/api/queues/%2F/q|{\"node\":\"n@x\"}|400|Node n@x could not be contacted",
                "POST|/api/bindings/%2F/e/amq.topic/q/none|{}|404|no queue 'none' in vhost '/'",
                "PUT|/api/users/u|{\"password\":\"p\"}|400|tags_not_present",
                "PUT|/api/users/u|{\"password_hash\":\"%%%\",\"tags\":\"\"}|400|",
                "PUT|/api/permissions/%2F/none|{\"configure\":\"\",\"write\":\"\",\"read\":\"\"}|400|vhost_or_user_not_found",
                "PUT|/api/permissions/%2F/guest|{\"configure\":\"\"}|400|[{key_missing,write},{key_missing,read}]",
                "PUT|/api/policies/%2F/p|{\"pattern\":\"^z\"}|400|[{key_missing,definition}]",
                "PUT|/api/user-limits/guest/bogus|{\"value\":5}|400|Unrecognised terms [{<<\"bogus\">>,5}] in user-limits",
            })
    void badInputIsRefusedWithAReason(
            String method, String path, String body, int status, String reason) {
        Answer answer = http.send(method, path, body);

        assertThat(answer.status()).isEqualTo(status);
        if (reason != null) {
            assertThat(answer.reason()).isEqualTo(reason);
        }
    }

    @Test
    void hugeBodyIsRefused() {
        // A client that sends without asking may find the connection ended before it has read why.
        var asked =
                http.request("/api/vhosts/huge")
                        .expectContinue(true)
                        .header("Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=");
        Answer answer = http.send(asked, "PUT", "x".repeat(11_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(http.get("/api/whoami").status()).isEqualTo(200);
    }

    // --- what clients do -----------------------------------------------------------------------

    @Test
    void connectionsChannelsAndConsumersAreListedAndCanBeEnded() throws Exception {
        var connection = broker.process().factory().newConnection();
        var channel = connection.createChannel();
        channel.queueDeclare("seen", false, false, false, null);
        channel.basicPublish("", "seen", null, new byte[5]);
        channel.basicConsume("seen", false, "tag", (_, _) -> {}, _ -> {});

        JsonNode queue = awaited("/api/queues/%2F/seen", "messages_unacknowledged", 1);
        assertThat(queue.path("message_bytes").asInt()).isEqualTo(5);
        assertThat(queue.at("/message_stats/publish").asInt()).isEqualTo(1);
        assertThat(queue.at("/consumer_details/0/consumer_tag").asText()).isEqualTo("tag");
        JsonNode shown = http.get("/api/connections").json().path(0);
        assertThat(shown.path("user").asText()).isEqualTo("guest");
        assertThat(shown.path("channels").asInt()).isEqualTo(1);
        assertThat(http.get("/api/channels").json().path(0).path("consumer_count").asInt())
                .isEqualTo(1);
        assertThat(http.delete(Http.pathOfConnection(shown)).status()).isEqualTo(204);
        Awaitility.await().until(() -> !connection.isOpen());
        Awaitility.await().until(() -> http.get("/api/connections").json().isEmpty());
        assertThat(http.delete("/api/queues/%2F/seen?if-empty=true").reason())
                .isEqualTo("queue 'seen' in vhost '/' not empty");
        assertThat(http.delete("/api/queues/%2F/seen/contents").status()).isEqualTo(204);
        assertThat(http.delete("/api/queues/%2F/seen?if-empty=true").status()).isEqualTo(204);
    }

    private JsonNode awaited(String path, String field, int value) {
        return Awaitility.await()
                .until(() -> http.get(path).json(), json -> json.path(field).asInt() == value);
    }

    @Test
    void messagesAreFetchedByHand() throws Exception {
        var connection = broker.process().factory().newConnection();
        var channel = connection.createChannel();
        channel.confirmSelect();
        channel.queueDeclare("fetched", false, false, false, null);
        var properties =
                new AMQP.BasicProperties.Builder()
                        .contentType("text/plain")
                        .headers(Map.of("n", 1))
                        .build();
        channel.basicPublish("", "fetched", properties, "hello".getBytes(UTF_8));
        channel.basicPublish("", "fetched", null, new byte[] {(byte) 0xff, 0, 'b'});
        channel.waitForConfirms();
        String get = "/api/queues/%2F/fetched/get";

        JsonNode first =
                http.post(
                                get,
                                "{\"count\":\"1\",\"ackmode\":\"ack_requeue_true\",\"encoding\":\"auto\",\"truncate\":2}")
                        .json();
        JsonNode both =
                http.post(
                                get,
                                "{\"count\":5,\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}")
                        .json();

        assertThat(first).hasSize(1);
        assertThat(first.at("/0/payload").asText()).isEqualTo("he");
        assertThat(first.at("/0/payload_bytes").asInt()).isEqualTo(5);
        assertThat(first.at("/0/message_count").asInt()).isEqualTo(1);
        assertThat(first.at("/0/properties/headers/n").asInt()).isEqualTo(1);
        assertThat(both).hasSize(2);
        assertThat(both.at("/0/redelivered").asBoolean()).isTrue();
        assertThat(both.at("/1/payload_encoding").asText()).isEqualTo("base64");
        assertThat(both.at("/1/payload").asText()).isEqualTo("/wBi");
        assertThat(http.post(get, "{\"count\":1,\"ackmode\":\"ack_requeue_true\"}").reason())
                .isEqualTo("[{key_missing,encoding}]");
        assertThat(
                        http.post(
                                        "/api/queues/%2F/no-such/get",
                                        "{\"count\":1,\"ackmode\":\"ack_requeue_true\",\"encoding\":\"auto\"}")
                                .reason())
                .isEqualTo("NOT_FOUND - no queue 'no-such' in vhost '/'");
        channel.queueDelete("fetched");
        connection.close();
        Awaitility.await().until(() -> http.get("/api/connections").json().isEmpty());
    }

    @Test
    void healthChecksSayWhatIsMissing() {
        int port = broker.process().port();

        assertThat(http.get("/api/health/checks/alarms").json().path("status").asText())
                .isEqualTo("ok");
        assertThat(http.get("/api/health/checks/port-listener/" + port).status()).isEqualTo(200);
        Answer missing = http.get("/api/health/checks/port-listener/1");
        assertThat(missing.status()).isEqualTo(503);
        assertThat(missing.reason()).isEqualTo("No active listener");
        assertThat(http.get("/api/health/checks/port-listener/abc").reason())
                .isEqualTo("Invalid port");
    }
}
