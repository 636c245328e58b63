package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.AskedRights;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.LoginAttempt;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import dev.warren.management.http.RouteTable.Candidate;
import dev.warren.management.http.RouteTable.Found;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every request comes through here, in RabbitMQ's order: the path (404), the method (405), the
/// login (401), the rights (401), what the client can read (406), the body, and then the route.
public final class Front implements Handler {

    /// The longest body that is taken.
    public static final int BODY_BYTES_MAX = 10_000_000;

    /// A body that takes longer to come ends its request.
    static final long BODY_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private static final int CHUNK_BYTES = 8_192;

    /// So many requests are worked on at once; more wait, and then are refused with 503.
    static final int REQUESTS_MAX = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Broker broker;
    private final RouteTable routes;
    private final LocalToken local;
    private final Semaphore places = new Semaphore(REQUESTS_MAX);

    /// @param local who sends it is an administrator
    public Front(Broker broker, RouteTable routes, LocalToken local) {
        this.broker = broker;
        this.routes = routes;
        this.local = local;
    }

    @Override
    public void handle(Context context) throws InterruptedException {
        context.skipRemainingHandlers();
        if (!places.tryAcquire(Waits.SECONDS_MAX, TimeUnit.SECONDS)) {
            send(context, new ApiException(503, "busy", "Too many requests at once"));
            return;
        }
        try {
            send(context, answer(context));
        } catch (ApiException e) {
            send(context, e);
        } catch (AmqpException e) {
            send(context, Refusals.of(e));
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot answer {} {}", context.req().getMethod(), context.path(), e);
            send(context, new ApiException(500, "internal_error", "Internal Server Error"));
        } finally {
            places.release();
        }
    }

    private Reply answer(Context context) throws IOException {
        String raw = context.req().getRequestURI();
        Found found = routes.findOrNull(raw);
        if (found == null) {
            throw ApiException.notFound();
        }
        String method = context.req().getMethod();
        boolean isOptions = method.equals("OPTIONS");
        if (!found.allowed().contains(method)) {
            context.header("allow", String.join(", ", found.allowed()));
            throw new ApiException(405, null, "Method Not Allowed");
        }
        String wanted =
                method.equals("HEAD")
                        ? "GET"
                        : isOptions ? found.byMethod().keySet().iterator().next() : method;
        Candidate candidate = found.byMethod().getOrDefault(wanted, List.of()).getFirst();
        if (isOptions) {
            return new Reply(200, null, Map.of("allow", String.join(", ", found.allowed())));
        }
        Need need = candidate.route().need();
        Caller caller = need == Need.NOTHING ? nobody() : login(context);
        caller.require(need, candidate.values().get("vhost"));
        requireReadable(context.header("Accept"));
        return candidate
                .route()
                .handler()
                .handle(
                        new Request(
                                caller,
                                candidate.values(),
                                query(context),
                                headers(context),
                                body(context)));
    }

    private Caller nobody() {
        return new Caller(broker, new User("", PasswordHash.NONE, Set.of()), null);
    }

    private Caller login(Context context) {
        String header = context.header("Authorization");
        if (header == null) {
            context.header("www-authenticate", "Basic realm=\"RabbitMQ Management\"");
            throw new ApiException(401, null, "no credentials");
        }
        String address = context.req().getRemoteAddr();
        if (local.isIn(header)) {
            return local.caller(broker, address);
        }
        Credentials credentials = Credentials.ofOrNull(header);
        if (credentials == null) {
            throw loginFailed();
        }
        Login login =
                Waits.on(
                        broker.authenticator()
                                .login(
                                        new LoginAttempt(
                                                credentials.user(),
                                                Bytes.of(credentials.password()),
                                                isLoopback(address))));
        return switch (login) {
            case Login.Refused(String reason) -> {
                LOG.warn("HTTP access denied: {}", reason);
                context.header("www-authenticate", "Basic realm=\"RabbitMQ Management\"");
                throw loginFailed();
            }
            case Login.Accepted(var user, var authorizer) ->
                    new Caller(
                            broker,
                            user,
                            authorizer == null
                                    ? null
                                    : new AskedRights(authorizer, address, broker.clock()));
        };
    }

    private static ApiException loginFailed() {
        return new ApiException(401, "not_authorized", "Login failed");
    }

    /// The address of a socket, so nothing is looked up.
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void requireReadable(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return;
        }
        String types = accept.toLowerCase(Locale.ROOT);
        if (!types.contains("*/*")
                && !types.contains("application/json")
                && !types.contains("application/*")
                && !types.contains("application/bigint-stringified-json")) {
            throw new ApiException(406, null, "Not Acceptable");
        }
    }

    private static Map<String, String> query(Context context) {
        Map<String, String> query = new HashMap<>();
        context.queryParamMap()
                .forEach((name, values) ->
                        query.put(name, values.isEmpty() ? "" : values.getFirst()));
        return query;
    }

    private static Map<String, String> headers(Context context) {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("x-reason", "content-type")) {
            String value = context.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private Bytes body(Context context) throws IOException {
        if (context.req().getContentLengthLong() > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        long begun = broker.clock().monotonicNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream in = context.req().getInputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > BODY_BYTES_MAX) {
                throw tooLarge();
            }
            if (broker.clock().monotonicNanos() - begun > BODY_NANOS_MAX) {
                throw new ApiException(408, "timeout", "The body came too slowly");
            }
        }
        return Bytes.owned(body.toByteArray());
    }

    private static ApiException tooLarge() {
        return new ApiException(
                413, "payload_too_large", "The body is larger than " + BODY_BYTES_MAX + " bytes");
    }

    private static void send(Context context, ApiException e) {
        send(context, new Reply(e.status(), e.body(), Map.of()));
    }

    private static void send(Context context, Reply reply) {
        context.status(reply.status());
        boolean isUnknown = reply.status() == 401;
        context.header("vary", isUnknown ? "origin" : "accept, accept-encoding, origin");
        context.header("x-content-type-options", "nosniff");
        context.header("x-frame-options", "DENY");
        context.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        context.header("cache-control", "no-cache");
        reply.headers().forEach(context::header);
        Object body = reply.body();
        if (body != null) {
            String download = context.queryParam("download");
            if (download != null && reply.status() == 200) {
                context.header(
                        "content-disposition",
                        "attachment; filename=" + download.replaceAll("[^A-Za-z0-9._-]", "_"));
            }
            context.contentType("application/json");
            context.result(
                    body instanceof String text ? text.getBytes(UTF_8) : JsonOut.bytes(body));
        }
    }
}
