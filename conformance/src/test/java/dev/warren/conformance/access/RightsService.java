package dev.warren.conformance.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A web service that knows users and rights. What a name begins with says how it is answered:
/// `deny-`, `broken-` (status 500), `odd-` (neither allow nor deny), and `slow-`, which waits for
/// [#answerTheSlow]. A user whose name begins with `out-` may not enter a virtual host.
final class RightsService implements AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final HttpServer server;

    RightsService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// Settings that let it decide everything.
    Map<String, String> settings() {
        String at = "http://127.0.0.1:" + server.getAddress().getPort();
        var settings = new LinkedHashMap<String, String>();
        settings.put("auth_backends.1", "http");
        settings.put("auth_http.user_path", at + "/user");
        settings.put("auth_http.vhost_path", at + "/vhost");
        settings.put("auth_http.resource_path", at + "/resource");
        settings.put("auth_http.topic_path", at + "/topic");
        return settings;
    }

    /// Path and form of each question so far.
    List<String> asked() {
        return asked;
    }

    void answerTheSlow() {
        slow.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = exchange.getRequestURI().getRawQuery();
        asked.add(exchange.getRequestURI().getPath() + " " + question);
        if (question.contains("name=slow-")) {
            awaitSlow();
        }
        byte[] text =
                text(exchange.getRequestURI().getPath(), question).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(question.contains("name=broken-") ? 500 : 200, text.length);
        try (var body = exchange.getResponseBody()) {
            body.write(text);
        }
    }

    private static String text(String path, String question) {
        if (path.equals("/vhost") && question.contains("username=out-")) {
            return "deny";
        }
        if (question.contains("name=odd-")) {
            return "perhaps";
        }
        return question.contains("=deny-") || question.contains("password=wrong")
                ? "deny"
                : "allow tagged";
    }

    private void awaitSlow() throws IOException {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        slow.countDown();
        server.stop(0);
    }
}
