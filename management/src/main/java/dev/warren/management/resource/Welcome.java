package dev.warren.management.resource;

import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import java.util.Map;

/// What a browser finds at `/`, where RabbitMQ has its web interface.
public final class Welcome {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Warren</title>
            <h1>Warren</h1>
            <p>There is no web interface yet. The HTTP API is at <a href="/api/overview">/api/</a>.</p>
            </html>
            """;

    public Reply page(Request request) {
        return new Reply(200, PAGE, Map.of("content-type", "text/html; charset=utf-8"));
    }
}
