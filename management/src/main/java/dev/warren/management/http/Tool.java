package dev.warren.management.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;

/// Hands out `rabbitmqadmin`, so that whoever can reach the API can use it. No login: the script
/// holds no secret, and RabbitMQ asks for none either.
public final class Tool implements Handler {

    public static final String PATH = "/cli/rabbitmqadmin";

    private static final String RESOURCE = "/cli/rabbitmqadmin";

    private final AnswerHeaders headers;

    public Tool(AnswerHeaders headers) {
        this.headers = headers;
    }

    @Override
    public void handle(Context context) throws IOException {
        context.skipRemainingHandlers();
        headers.byName().forEach(context::header);
        if (!context.req().getMethod().equals("GET") && !context.req().getMethod().equals("HEAD")) {
            context.status(405).header("allow", "GET, HEAD");
            return;
        }
        try (InputStream script = Tool.class.getResourceAsStream(RESOURCE)) {
            if (script == null) {
                context.status(404);
                return;
            }
            context.contentType("text/plain; charset=utf-8");
            context.result(script.readAllBytes());
        }
    }
}
