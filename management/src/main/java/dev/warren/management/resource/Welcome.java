package dev.warren.management.resource;

import dev.warren.management.http.PathPrefix;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import java.util.Map;

/// What a browser finds at `/`, where RabbitMQ has its web interface.
public final class Welcome {

    private final String page;

    /// @param prefix what the paths of the API begin with
    public Welcome(PathPrefix prefix) {
        this.page =
                """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Warren</title>
                <h1>Warren</h1>
                <p>There is no web interface yet. The HTTP API is at <a href="%1$s/api/overview">%1$s/api/</a>.</p>
                </html>
                """
                        .formatted(prefix.text());
    }

    public Reply page(Request request) {
        return new Reply(200, page, Map.of("content-type", "text/html; charset=utf-8"));
    }
}
