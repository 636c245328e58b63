package dev.warren.management.http;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.engine.broker.Broker;
import dev.warren.management.http.RouteTable.Candidate;
import dev.warren.management.http.RouteTable.Found;
import dev.warren.management.live.AuditLog;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every request comes through here, in RabbitMQ's order: the path (404), the method (405), the
/// login (401), the rights (401), what the client can read (406), the body, and then the route.
public final class Front implements Handler {

    /// So many requests are worked on at once; more wait, and then are refused with 503. Whoever
    /// still sends its body is not among them.
    static final int REQUESTS_MAX = 16;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final RouteTable routes;
    private final LoginDesk logins;
    private final AuditLog audit;
    private final FrontSettings settings;
    private final Answers answers;
    private final BodyReader bodies;
    private final Semaphore places = new Semaphore(REQUESTS_MAX);
    private final long waitMillisMax;

    public Front(
            Broker broker,
            RouteTable routes,
            LoginDesk logins,
            AuditLog audit,
            FrontSettings settings) {
        this(broker, routes, logins, audit, settings, TimeUnit.SECONDS.toMillis(Waits.SECONDS_MAX));
    }

    /// @param waitMillisMax so long a request waits until it is worked on
    Front(
            Broker broker,
            RouteTable routes,
            LoginDesk logins,
            AuditLog audit,
            FrontSettings settings,
            long waitMillisMax) {
        this.waitMillisMax = waitMillisMax;
        this.routes = routes;
        this.logins = logins;
        this.audit = audit;
        this.settings = settings;
        this.answers = new Answers(settings.cors(), settings.headers());
        this.bodies = new BodyReader(broker.clock(), settings.bodyBytesMax());
    }

    @Override
    public void handle(Context context) throws InterruptedException {
        context.skipRemainingHandlers();
        if (!places.tryAcquire(waitMillisMax, TimeUnit.MILLISECONDS)) {
            answers.send(context, new ApiException(503, "busy", "Too many requests at once"));
            return;
        }
        Reply reply = null;
        try {
            reply = answer(context);
            answers.send(context, reply);
        } catch (ApiException e) {
            answers.send(context, e);
        } catch (AmqpException e) {
            answers.send(context, Refusals.of(e));
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot answer {} {}", context.req().getMethod(), route(context), e);
            answers.send(context, new ApiException(500, "internal_error", "Internal Server Error"));
        } finally {
            places.release();
        }
        boolean isRead = context.req().getMethod().equals("GET");
        if (isRead && reply != null && reply.body() instanceof Reply.Streamed body) {
            Answers.stream(context, body);
        }
    }

    /// The pattern of the route and not the path, in which a password may stand.
    private String route(Context context) {
        String path = settings.prefix().insideOrNull(context.req().getRequestURI());
        Found found = path == null ? null : routes.findOrNull(path);
        return found == null ? "an unknown path" : found.pattern();
    }

    private Reply answer(Context context) throws IOException, InterruptedException {
        String uri = context.req().getRequestURI();
        String method = context.req().getMethod();
        boolean isLook = method.equals("GET") || method.equals("HEAD");
        if (isLook && settings.prefix().isMissedBy(uri)) {
            return new Reply(301, null, Map.of("location", settings.prefix().home()));
        }
        String raw = settings.prefix().insideOrNull(uri);
        Found found = raw == null ? null : routes.findOrNull(raw);
        if (raw == null || found == null) {
            throw ApiException.notFound();
        }
        if (!found.allowed().contains(method) && !found.byMethod().containsKey(method)) {
            allowed(found).forEach(context::header);
            throw new ApiException(LocalOnly.METHOD_NOT_ALLOWED, null, "Method Not Allowed");
        }
        if (method.equals("OPTIONS")) {
            return options(context, found);
        }
        String wanted = method.equals("HEAD") ? "GET" : method;
        Candidate candidate = found.byMethod().getOrDefault(wanted, List.of()).getFirst();
        Need need = candidate.route().need();
        Peer peer = new Peer(context.req().getRemoteAddr(), context.req().isSecure());
        boolean isChange = !READING.contains(method);
        Caller caller =
                need == Need.NOTHING ? logins.nobody() : logins.caller(context, peer, isChange);
        Reply reply;
        try {
            caller.require(need, candidate.values().get("vhost"));
            if (!candidate.route().offer().suits(context.header("Accept"))) {
                throw new ApiException(406, null, "Not Acceptable");
            }
            reply = handle(context, candidate, caller, peer);
        } catch (ApiException e) {
            if (e.status() == LocalOnly.METHOD_NOT_ALLOWED) {
                allowed(found).forEach(context::header);
            }
            note(isChange, caller, peer, method, raw, e.status());
            throw e;
        } catch (AmqpException e) {
            note(isChange, caller, peer, method, raw, Refusals.of(e).status());
            throw e;
        }
        note(isChange, caller, peer, method, raw, reply.status());
        return reply;
    }

    private Reply options(Context context, Found found) {
        Map<String, String> headers = new HashMap<>(allowed(found));
        headers.putAll(
                settings.cors()
                        .preflight(
                                context.header("Origin"),
                                context.header("Access-Control-Request-Headers"),
                                found.allowed()));
        return new Reply(200, null, headers);
    }

    private Map<String, String> allowed(Found found) {
        return settings.showsAllowed()
                ? Map.of("allow", String.join(", ", found.allowed()))
                : Map.of();
    }

    private Reply handle(Context context, Candidate candidate, Caller caller, Peer peer)
            throws IOException, InterruptedException {
        return candidate
                .route()
                .handler()
                .handle(
                        new Request(
                                caller,
                                peer,
                                candidate.values(),
                                query(context),
                                headers(context),
                                body(context, candidate.route().need())));
    }

    /// A client that is slow to send takes no place from the others meanwhile.
    private Bytes body(Context context, Need need) throws InterruptedException {
        if (!BodyReader.isThere(context.req())) {
            return Bytes.EMPTY;
        }
        places.release();
        try {
            return need == Need.NOTHING
                    ? bodies.readOfStranger(context.req())
                    : bodies.read(context.req());
        } finally {
            places.acquireUninterruptibly();
        }
    }

    private void note(
            boolean isChange, Caller caller, Peer peer, String method, String path, int status) {
        if (isChange && !caller.name().isEmpty()) {
            audit.add(caller.name(), peer.address(), method, path, status);
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
        for (String name : List.of("x-reason", "content-type", "cookie")) {
            String value = context.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
