package dev.warren.management.http;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.AskedRights;
import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.LoginAttempt;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import dev.warren.management.live.AuthAttempts;
import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who asks: by Basic authentication, by the cookie of a session, or by the token of the
/// node's own command line. Any thread.
public final class LoginDesk {

    private static final String REALM = "Basic realm=\"RabbitMQ Management\"";

    private static final Logger LOG = LoggerFactory.getLogger(LoginDesk.class);

    private final Broker broker;
    private final AuthAttempts attempts;
    private final Sessions sessions;
    private final LocalToken local;
    private final boolean takesBasic;
    private final LoginThrottle throttle;

    /// @param local who sends it is an administrator
    /// @param takesBasic whether a password may come with each request
    public LoginDesk(
            Broker broker,
            AuthAttempts attempts,
            Sessions sessions,
            LocalToken local,
            boolean takesBasic) {
        this.broker = broker;
        this.attempts = attempts;
        this.sessions = sessions;
        this.local = local;
        this.takesBasic = takesBasic;
        this.throttle = new LoginThrottle(broker.clock());
    }

    /// For routes that anybody may use.
    Caller nobody() {
        return new Caller(broker, new User("", PasswordHash.NONE, Set.of()), null);
    }

    /// Who sends this request; 401 when nobody says so, 403 when a page changes something with a
    /// cookie and does not prove that it is one of ours.
    Caller caller(Context context, Peer peer, boolean isChange) {
        String header = context.header("Authorization");
        if (header != null && local.isIn(header)) {
            return local.caller(broker, peer.address());
        }
        if (header != null) {
            Credentials credentials = Credentials.ofOrNull(header);
            if (credentials == null) {
                inviteBasic(context);
                throw loginFailed();
            }
            Login.Accepted login = login(context, credentials, peer);
            if (!takesBasic) {
                // Only who knows the password is told why: `rabbitmqctl authenticate_user` asks so.
                throw new ApiException(
                        401, "not_authorized", "HTTP access denied: basic auth disabled");
            }
            return caller(login.user(), login.authorizer(), peer);
        }
        String cookie = context.cookie(Sessions.COOKIE);
        Sessions.Session session =
                cookie == null ? null : sessions.findOrNull(cookie, broker.topology());
        if (session == null) {
            inviteBasic(context);
            throw new ApiException(401, null, "no credentials");
        }
        if (isChange && !session.hasToken(context.header(Sessions.TOKEN_HEADER))) {
            throw new ApiException(
                    403, "forbidden", "A change needs the header X-CSRF-Token of the session");
        }
        return caller(broker.current(session.user()), session.authorizer(), peer);
    }

    /// A browser then asks for a password by itself.
    private void inviteBasic(Context context) {
        if (takesBasic) {
            context.header("www-authenticate", REALM);
        }
    }

    private Caller caller(User user, @Nullable Authorizer authorizer, Peer peer) {
        return new Caller(
                broker,
                user,
                authorizer == null
                        ? null
                        : new AskedRights(authorizer, peer.address(), broker.clock()));
    }

    private Login.Accepted login(Context context, Credentials credentials, Peer peer) {
        try {
            return login(credentials.user(), credentials.password(), peer);
        } catch (ApiException e) {
            if (e.status() == 401) {
                inviteBasic(context);
            }
            throw e;
        }
    }

    /// Checks a password. 401 when it is not the right one, 429 when too many were wrong.
    public Login.Accepted login(String user, String password, Peer peer) {
        long wait = throttle.waitSeconds(peer.address(), user);
        if (wait > 0) {
            throw ApiException.tooManyFailures(wait);
        }
        Login login =
                Waits.on(
                        broker.authenticator()
                                .login(
                                        new LoginAttempt(
                                                user, Bytes.of(password), peer.isLoopback())));
        attempts.http(login instanceof Login.Accepted);
        return switch (login) {
            case Login.Refused(String reason) -> {
                LOG.warn("HTTP access denied: {}", reason);
                throttle.failed(peer.address(), user);
                throw loginFailed();
            }
            case Login.Accepted accepted -> {
                throttle.succeeded(peer.address(), user);
                yield accepted;
            }
        };
    }

    private static ApiException loginFailed() {
        return new ApiException(401, "not_authorized", "Login failed");
    }
}
