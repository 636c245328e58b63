package dev.warren.management.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.engine.auth.Login;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.LoginDesk;
import dev.warren.management.http.PathPrefix;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Sessions;
import dev.warren.management.http.Sessions.Session;
import dev.warren.management.view.Json;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sessions of browsers: begin, look, end. RabbitMQ's cookie holds the password; this one holds a
/// random name that means something here only, and scripts of a page cannot read it.
public final class Logins {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final LoginDesk desk;
    private final Sessions sessions;
    private final PathPrefix prefix;

    /// @param prefix below which the cookie is sent
    public Logins(LoginDesk desk, Sessions sessions, PathPrefix prefix) {
        this.desk = desk;
        this.sessions = sessions;
        this.prefix = prefix;
    }

    /// Takes `username` and `password` of a form. The answer has the session's cookie, and in a
    /// header the token that each change has to come with.
    public Reply login(Request request) {
        Map<String, String> form = form(request);
        Login.Accepted login =
                desk.login(
                        form.getOrDefault("username", ""),
                        form.getOrDefault("password", ""),
                        request.peer());
        Session session = sessions.open(login.user(), login.authorizer());
        return new Reply(
                200,
                "\"ok\"",
                Map.of(
                        "set-cookie",
                        cookie(request, session.name(), sessions.lengthSeconds()),
                        Sessions.TOKEN_HEADER,
                        session.token()));
    }

    private static Map<String, String> form(Request request) {
        String type = request.headers().getOrDefault("content-type", "");
        Map<String, String> form = new HashMap<>();
        if (!type.startsWith(FORM)) {
            return form;
        }
        for (String field : new String(request.body().array(), UTF_8).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("the form is not encoded well");
        }
    }

    private String cookie(Request request, String value, long seconds) {
        return Sessions.COOKIE
                + "="
                + value
                + "; Path="
                + (prefix.equals(PathPrefix.NONE) ? prefix.home() : prefix.text())
                + "; HttpOnly; SameSite=Strict; Max-Age="
                + seconds
                + (request.peer().isSecure() ? "; Secure" : "");
    }

    /// What a page needs that has lost the token, as after a reload.
    public Reply session(Request request) {
        Session session = sessionOrNull(request);
        if (session == null) {
            throw ApiException.notFound();
        }
        return Reply.ok(Json.object("name", session.user().name(), "csrf_token", session.token()));
    }

    private @Nullable Session sessionOrNull(Request request) {
        String cookie = cookieOrNull(request);
        return cookie == null ? null : sessions.findOrNull(cookie, request.broker().topology());
    }

    private static @Nullable String cookieOrNull(Request request) {
        String prefix = Sessions.COOKIE + "=";
        for (String part : request.headers().getOrDefault("cookie", "").split(";", -1)) {
            if (part.strip().startsWith(prefix)) {
                return part.strip().substring(prefix.length());
            }
        }
        return null;
    }

    /// Ends the session of the cookie, if there is one.
    public Reply logout(Request request) {
        String cookie = cookieOrNull(request);
        if (cookie != null) {
            sessions.close(cookie);
        }
        return new Reply(204, null, Map.of("set-cookie", cookie(request, "", 0)));
    }
}
