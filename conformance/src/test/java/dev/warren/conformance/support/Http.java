package dev.warren.conformance.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// A client of the HTTP API, as one user.
public record Http(URI base, String user, String password) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /// What came back.
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        public String reason() {
            return json().path("reason").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /// Where a connection is that a list has shown: its name has blanks and an arrow in it.
    public static String pathOfConnection(JsonNode shown) {
        return "/api/connections/"
                + shown.path("name").asText().replace(" ", "%20").replace(">", "%3E");
    }

    public Http as(String otherUser, String otherPassword) {
        return new Http(base, otherUser, otherPassword);
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    public Answer send(String method, String path, String body) {
        String both = user + ":" + password;
        String basic = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return send(request(path).header("Authorization", "Basic " + basic), method, body);
    }

    /// Without a login, or with one of its own.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_MAX);
    }

    public Answer send(HttpRequest.Builder request, String method, String body) {
        try {
            return new Answer(
                    CLIENT.send(
                            request.method(method, BodyPublishers.ofString(body)).build(),
                            BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(method + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
