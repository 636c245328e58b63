package dev.warren.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.server.config.ServerConfiguration.HttpBackend;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks a web service as RabbitMQ's `rabbit_auth_backend_http` does: a form, and the answer `allow`
/// or `deny`. Whatever else comes, or comes too late, is a failure. Any thread.
final class HttpService implements AutoCloseable {

    /// More fail at once: a service that hangs must not collect questions.
    static final int IN_FLIGHT_MAX = 256;

    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final HttpBackend service;
    private final HttpClient client;
    private final AtomicInteger inFlight = new AtomicInteger();

    HttpService(HttpBackend service) {
        this.service = service;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofMillis(service.connectTimeoutMillis()))
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    HttpBackend configuration() {
        return service;
    }

    /// The stage never fails.
    CompletionStage<HttpAnswer> ask(URI path, HttpForm form) {
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedStage(
                    new HttpAnswer.Failure(
                            "overload",
                            "there are too many questions to the HTTP service at once"));
        }
        return client.sendAsync(
                        request(path, form.toString()),
                        BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), ANSWER_BYTES_MAX))
                .handle((answer, failure) -> {
                    inFlight.decrementAndGet();
                    return read(answer, failure);
                });
    }

    private HttpRequest request(URI path, String form) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().timeout(Duration.ofMillis(service.requestTimeoutMillis()));
        if (service.isPost()) {
            return request.uri(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
        }
        String address = path.toString();
        return request.uri(URI.create(address + (address.contains("?") ? "&" : "?") + form))
                .build();
    }

    private static HttpAnswer read(
            @Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        if (answer == null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return new HttpAnswer.Failure(
                    cause instanceof HttpTimeoutException ? "timeout" : "failed_connect",
                    "the HTTP service cannot be asked: " + cause);
        }
        int status = answer.statusCode();
        if (status != OK && status != CREATED) {
            return new HttpAnswer.Failure(
                    "{" + status + ",...}", "the HTTP service answered with status " + status);
        }
        String[] words = answer.body().strip().split("\\s+", -1);
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "allow" ->
                    new HttpAnswer.Allow(
                            Arrays.stream(words).skip(1).collect(Collectors.toUnmodifiableSet()));
            case "deny" -> new HttpAnswer.Deny();
            default ->
                    new HttpAnswer.Failure(
                            "bad_response", "the HTTP service answered neither allow nor deny");
        };
    }

    /// What is asked is answered no more.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
