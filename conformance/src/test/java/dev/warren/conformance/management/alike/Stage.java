package dev.warren.conformance.management.alike;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// One broker, on which a script is played by one thread. Its virtual host `al` has to have the
/// queue `al-busy` before clients come.
public final class Stage implements AutoCloseable {

    /// Statistics of RabbitMQ are up to five seconds late.
    private static final Duration SEEN_MAX = Duration.ofSeconds(60);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final String PASSWORD = "secret";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final URI base;
    private final ConnectionFactory amqp;
    private @Nullable Connection connection;

    public Stage(URI base, ConnectionFactory amqp) {
        this.base = base;
        this.amqp = amqp;
    }

    /// Plays it, and tells of all answers by the keys of their calls.
    public Recording play(Script script) throws IOException, InterruptedException {
        names.put("port", Integer.toString(amqp.getPort()));
        names.put("node", get("/api/overview").path("node").asText());
        Map<String, SortedMap<String, String>> answers = new LinkedHashMap<>();
        for (Script.Step step : script.steps()) {
            switch (step) {
                case Script.Compared(Call call) -> answers.put(call.key(), general(answer(call)));
                case Script.Directed(String word) -> direct(word);
            }
        }
        return new Recording(answers);
    }

    private SortedMap<String, String> general(SortedMap<String, String> facts) {
        SortedMap<String, String> general = new TreeMap<>();
        facts.forEach((fact, value) -> general.put(withoutNames(fact), withoutNames(value)));
        return general;
    }

    private String withoutNames(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (name.getValue().length() > 3) {
                result = result.replace(name.getValue(), "{" + name.getKey() + "}");
            }
        }
        return result;
    }

    private SortedMap<String, String> answer(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + withNames(call.path(), true)))
                        .timeout(ANSWER_MAX)
                        .method(
                                call.method(),
                                call.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(withNames(call.body(), false)));
        if (call.header().isEmpty() && !call.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        } else if (!call.header().isEmpty()) {
            request.header(call.headerName(), call.headerValue());
        }
        String login = loginOrNull(call.who());
        if (login != null) {
            request.header("Authorization", login);
        }
        return Facts.of(send(request.build()));
    }

    /// On a connection of its own: after a bad request a broker may end the one that it came on.
    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private String withNames(String text, boolean isPath) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            String value =
                    isPath
                            ? URLEncoder.encode(name.getValue(), StandardCharsets.UTF_8)
                                    .replace("+", "%20")
                            : name.getValue();
            result = result.replace("{" + name.getKey() + "}", value);
        }
        return result;
    }

    private static @Nullable String loginOrNull(String who) {
        return switch (who) {
            case "nobody" -> null;
            case "guest" -> basic("guest", "guest");
            case "wrong" -> basic("guest", "wrong");
            default -> basic(who, PASSWORD);
        };
    }

    private static String basic(String user, String password) {
        String both = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(ANSWER_MAX)
                        .header("Authorization", basic("guest", "guest"))
                        .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    private void direct(String word) throws IOException, InterruptedException {
        switch (word) {
            case "!connect" -> connect();
            case "!gone" -> awaitGone();
            default -> throw new IllegalArgumentException(word);
        }
    }

    /// A client with a consumer that holds one message, and everything that is seen of it.
    private void connect() throws IOException, InterruptedException {
        Channel channel;
        try {
            connection = amqp.newConnection("alike");
            channel = connection.createChannel();
            channel.confirmSelect();
            for (int i = 0; i < 3; i++) {
                channel.basicPublish(
                        "amq.direct",
                        "busy",
                        new AMQP.BasicProperties(),
                        "text".getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirmsOrDie(ANSWER_MAX.toMillis());
            channel.basicQos(1);
            channel.basicConsume("al-busy", false, "al-tag", (_, _) -> {}, _ -> {});
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
        Awaitility.await("what the client does is seen").atMost(SEEN_MAX).until(this::isSeen);
        names.put("channel", get("/api/channels").path(0).path("name").asText());
        names.put("connection", own().path("name").asText());
    }

    private boolean isSeen() throws IOException, InterruptedException {
        JsonNode busy = get("/api/queues/al/al-busy");
        JsonNode channel = get("/api/channels").path(0);
        JsonNode one = own();
        boolean areCounted = true;
        for (JsonNode queue : get("/api/queues/al")) {
            areCounted &= queue.has("messages_details");
        }
        return areCounted
                && busy.path("messages_unacknowledged").asInt() == 1
                && busy.path("message_stats").has("deliver_get")
                && busy.path("consumer_details").size() == 1
                && channel.path("message_stats").has("publish")
                && channel.path("message_stats").has("deliver")
                && channel.path("consumer_count").asInt() == 1
                && one.path("channels").asInt() == 1
                && one.has("recv_oct_details")
                && get("/api/exchanges/al/amq.direct").has("message_stats")
                && get("/api/vhosts/al").path("message_stats").has("publish")
                && get("/api/overview").path("message_stats").has("deliver_get");
    }

    /// Calls that publish may have left others, for a while.
    private JsonNode own() throws IOException, InterruptedException {
        for (JsonNode found : get("/api/connections")) {
            if (found.path("user_provided_name").asText().equals("alike")) {
                return found;
            }
        }
        return json.createObjectNode();
    }

    private void awaitGone() {
        Awaitility.await("the client is gone")
                .atMost(SEEN_MAX)
                .until(() -> get("/api/connections").isEmpty() && get("/api/channels").isEmpty());
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.abort();
        }
    }
}
