package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes replies: headers that all have, JSON, or a stream of what is to come. Any thread.
final class Answers {

    private final Cors cors;
    private final AnswerHeaders headers;

    Answers(Cors cors, AnswerHeaders headers) {
        this.cors = cors;
        this.headers = headers;
    }

    void send(Context context, ApiException e) {
        e.headers().forEach(context::header);
        send(context, new Reply(e.status(), e.body(), Map.of()));
    }

    void send(Context context, Reply reply) {
        Object body = reply.body();
        byte[] bytes = bytesOrNull(body);
        context.status(reply.status());
        boolean isUnknown = reply.status() == 401;
        context.header("vary", isUnknown ? "origin" : "accept, accept-encoding, origin");
        headers.byName().forEach(context::header);
        cors.headers(context.header("Origin")).forEach(context::header);
        if (body != null) {
            String download = context.queryParam("download");
            if (download != null && reply.status() == 200) {
                context.header(
                        "content-disposition",
                        "attachment; filename=" + download.replaceAll("[^A-Za-z0-9._-]", "_"));
            }
            context.contentType("application/json");
        } else {
            context.res().setHeader("Content-Type", null);
        }
        reply.headers().forEach(context::header);
        if (bytes != null) {
            context.result(bytes);
        }
    }

    /// Made before anything is said: it may fail.
    private static byte @Nullable [] bytesOrNull(@Nullable Object body) {
        return switch (body) {
            case null -> null;
            case Reply.Streamed _ -> null;
            case String text -> text.getBytes(UTF_8);
            default -> JsonOut.bytes(body);
        };
    }

    /// Writes for as long as there is something to write, or somebody to read it.
    static void stream(Context context, Reply.Streamed body) {
        try {
            context.res().flushBuffer();
            body.write(context.res().getOutputStream());
        } catch (IOException ignoredTheClientHasGone) {
            // There is nobody to tell.
        }
    }
}
