package dev.warren.amqp.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// What people, dashboards and scripts ask the HTTP API first: a call that nobody has rehearsed
/// takes a third of a second more.
final class HttpCalls implements AutoCloseable {

    /// A broker that is silent for longer has failed.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    /// Once to load classes, and a few times more so that the JVM sees what they mostly do.
    private static final int ROUNDS = 10;

    private static final List<String> LOOKS =
            List.of(
                    "overview",
                    "whoami",
                    "nodes",
                    "vhosts",
                    "connections",
                    "channels",
                    "consumers",
                    "exchanges",
                    "queues",
                    "queues?page=1&page_size=100",
                    "queues?page=1&page_size=100&sort=messages&sort_reverse=true",
                    "queues?page=1&page_size=100&name=1&use_regex=true",
                    "queues/%2F/rehearsal",
                    "bindings",
                    "users",
                    "permissions",
                    "policies",
                    "definitions",
                    "health/checks/alarms");

    private static final String QUEUE = "queues/%2F/rehearsal-http";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    /// @param port of the loopback
    HttpCalls(int port) {
        this.base = "http://127.0.0.1:" + port + "/api/";
    }

    void play() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String path : LOOKS) {
                call("GET", path, "");
            }
            call("PUT", QUEUE, "{\"durable\":true}");
            call(
                    "POST",
                    "exchanges/%2F/amq.default/publish",
                    "{\"properties\":{},\"routing_key\":\"rehearsal-http\",\"payload\":\"a\","
                            + "\"payload_encoding\":\"string\"}");
            call(
                    "POST",
                    QUEUE + "/get",
                    "{\"count\":1,\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}");
            call("DELETE", QUEUE, "");
        }
    }

    private void call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(ANSWER_MAX)
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString("guest:guest".getBytes(US_ASCII)))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status >= 400) {
            throw new IOException(method + " " + path + " was answered with " + status);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
