package dev.warren.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.LoginAttempt;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.server.config.ServerConfiguration.HttpBackend;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks a web service whether somebody is who they say, as RabbitMQ's `rabbit_auth_backend_http`
/// does: the form fields `username` and `password`; the answer `allow`, with tags behind it, or
/// `deny`. Whatever else comes, or comes too late, is a refusal.
final class HttpAuthenticator implements Authenticator, AutoCloseable {

    /// More are refused at once: a service that hangs must not collect logins.
    static final int IN_FLIGHT_MAX = 256;

    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final int OK = 200;

    private final HttpBackend service;
    private final HttpClient client;
    private final AtomicInteger inFlight = new AtomicInteger();

    HttpAuthenticator(HttpBackend service) {
        this.service = service;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofMillis(service.connectTimeoutMillis()))
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        String user = attempt.user();
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedStage(
                    refused(user, "there are too many questions to the HTTP service at once"));
        }
        return client.sendAsync(
                        request(attempt),
                        BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), ANSWER_BYTES_MAX))
                .handle((answer, failure) -> {
                    inFlight.decrementAndGet();
                    return judge(user, answer, failure);
                });
    }

    private HttpRequest request(LoginAttempt attempt) {
        String form =
                "username="
                        + URLEncoder.encode(attempt.user(), UTF_8)
                        + "&password="
                        + URLEncoder.encode(attempt.password().toString(), UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder().timeout(Duration.ofMillis(service.requestTimeoutMillis()));
        if (service.isPost()) {
            return request.uri(service.userPath())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
        }
        String path = service.userPath().toString();
        return request.uri(URI.create(path + (path.contains("?") ? "&" : "?") + form)).build();
    }

    private static Login judge(
            String user, @Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        if (answer == null) {
            return refused(user, "the HTTP service cannot be asked: " + failure);
        }
        if (answer.statusCode() != OK) {
            return refused(user, "the HTTP service answered with status " + answer.statusCode());
        }
        String[] words = answer.body().strip().split("\\s+", -1);
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "allow" -> new Login.Accepted(new User(user, PasswordHash.NONE, tags(words)));
            case "deny" -> refused(user, "denied by the HTTP service");
            default -> refused(user, "the HTTP service answered neither allow nor deny");
        };
    }

    private static Set<String> tags(String[] words) {
        return Arrays.stream(words).skip(1).collect(Collectors.toSet());
    }

    private static Login refused(String user, String reason) {
        return new Login.Refused("user '" + user + "' - " + reason);
    }

    /// What is asked is answered no more.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
