package dev.warren.management.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What the HTTP server itself refuses, such as a header that is too long, is told in JSON too, and
/// without a word about how it is built.
public final class JsonErrors extends ErrorHandler {

    private final AnswerHeaders headers;

    public JsonErrors(AnswerHeaders headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        byte[] body =
                JsonOut.bytes(
                        Map.of(
                                "error",
                                status >= 500 ? "internal_error" : "bad_request",
                                "reason",
                                HttpStatus.getMessage(status)));
        headers.byName().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        // The server ends such a connection: whoever would use it again has to know.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
