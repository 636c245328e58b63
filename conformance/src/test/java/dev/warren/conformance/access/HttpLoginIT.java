package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Users whose passwords a web service knows. The broker knows them as users without a password,
/// and their permissions.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class HttpLoginIT {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer service;

    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    @BeforeEach
    void serve() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/user", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form =
                exchange.getRequestMethod().equals("POST")
                        ? new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                        : exchange.getRequestURI().getRawQuery();
        asked.add(exchange.getRequestMethod() + " " + form);
        String answer = form.contains("password=good+one%26only") ? "allow impersonator" : "deny";
        exchange.sendResponseHeaders(form.contains("username=broken") ? 500 : 200, 0);
        try (var body = exchange.getResponseBody()) {
            body.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private WarrenProcess warren(Map<String, String> more) throws Exception {
        var file = RestrictedUsers.definitions();
        var settings = new LinkedHashMap<String, String>();
        settings.put("load_definitions", file.toString());
        settings.put("auth_backends.1", "internal");
        settings.put("auth_backends.2.authn", "http");
        settings.put("auth_backends.2.authz", "internal");
        settings.put(
                "auth_http.user_path",
                "http://127.0.0.1:" + service.getAddress().getPort() + "/user");
        settings.putAll(more);
        return WarrenProcess.start(Broker.root(), settings);
    }

    private static Connection login(WarrenProcess server, String user, String password)
            throws Exception {
        var factory = server.factory();
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(RestrictedUsers.VHOST);
        return factory.newConnection();
    }

    @Test
    void serviceIsAskedWhenTheBrokerDoesNotKnowThePassword() throws Exception {
        try (var server = warren(Map.of())) {
            login(server, "few", "few").close();
            assertThat(asked).isEmpty();

            try (var connection = login(server, "shut", "good one&only")) {
                assertThat(connection.isOpen()).isTrue();
            }
            assertThat(asked).containsExactly("GET username=shut&password=good+one%26only");
        }
    }

    @Test
    void rightsAreTheBrokersOwn() throws Exception {
        try (var server = warren(Map.of("auth_http.http_method", "post"));
                var connection = login(server, "few", "good one&only")) {
            Channel channel = Client.channelOf(connection);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> channel.queueDelete("r-q"));
            assertThat(asked).containsExactly("POST username=few&password=good+one%26only");
        }
    }

    @Test
    void whateverIsNotAllowedIsRefused() throws Exception {
        try (var server = warren(Map.of())) {
            for (String user : List.of("shut", "nobody", "broken")) {
                String password = user.equals("shut") ? "bad" : "good one&only";
                assertThatExceptionOfType(AuthenticationFailureException.class)
                        .isThrownBy(() -> login(server, user, password));
            }

            assertThat(server.log())
                    .contains("user 'shut' - denied by the HTTP service")
                    .contains("user 'nobody' is not known to this broker")
                    .contains("user 'broken' - the HTTP service answered with status 500")
                    .doesNotContain("good one");
        }
    }

    @Test
    void serviceThatIsNotThereRefuses() throws Exception {
        try (var server = warren(Map.of())) {
            service.stop(0);

            assertThatExceptionOfType(AuthenticationFailureException.class)
                    .isThrownBy(() -> login(server, "shut", "good one&only"));
            assertThat(server.log()).contains("the HTTP service cannot be asked");
        }
    }

    @Test
    void cacheAsksOnce() throws Exception {
        try (var server =
                warren(
                        Map.of(
                                "auth_backends.2.authn",
                                "cache",
                                "auth_cache.cached_backend",
                                "http",
                                "auth_cache.cache_ttl",
                                "600000"))) {
            login(server, "shut", "good one&only").close();
            login(server, "shut", "good one&only").close();

            assertThat(asked).hasSize(1);
        }
    }
}
