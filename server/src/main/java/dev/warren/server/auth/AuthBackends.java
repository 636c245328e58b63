package dev.warren.server.auth;

import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.CachingAuthenticator;
import dev.warren.engine.auth.ChainAuthenticator;
import dev.warren.engine.auth.InternalAuthenticator;
import dev.warren.engine.auth.KnownUsersOnly;
import dev.warren.engine.auth.UserDirectory;
import dev.warren.engine.time.SystemClock;
import dev.warren.server.config.ServerConfiguration.Backend;
import dev.warren.server.config.ServerConfiguration.Backends;
import dev.warren.server.config.ServerConfiguration.HttpBackend;
import dev.warren.server.config.ServerConfiguration.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The chain of back ends as configured, and what has to be closed with it.
public final class AuthBackends implements AutoCloseable {

    private final UserDirectory users;
    private final Login login;
    private final List<HttpAuthenticator> open = new ArrayList<>();
    private final Authenticator chain;

    public AuthBackends(Login login, UserDirectory users) {
        this.login = login;
        this.users = users;
        List<Authenticator> backends =
                login.backends().chain().stream().map(this::withInternalRights).toList();
        this.chain = backends.size() == 1 ? backends.getFirst() : new ChainAuthenticator(backends);
    }

    /// Who is asked at a login.
    public Authenticator authenticator() {
        return chain;
    }

    private Authenticator withInternalRights(Backend backend) {
        return backend == Backend.INTERNAL
                ? internal()
                : new KnownUsersOnly(single(backend), users, login.loopbackUsers());
    }

    private Authenticator single(Backend backend) {
        Backends configured = login.backends();
        return switch (backend) {
            case INTERNAL -> internal();
            case HTTP -> http(configured.http());
            case CACHE ->
                    new CachingAuthenticator(
                            single(configured.cache().cached()),
                            new SystemClock(),
                            TimeUnit.MILLISECONDS.toNanos(configured.cache().ttlMillis()),
                            configured.cache().cachesRefusals());
        };
    }

    private Authenticator internal() {
        return new InternalAuthenticator(users, login.loopbackUsers());
    }

    private Authenticator http(HttpBackend service) {
        HttpAuthenticator authenticator = new HttpAuthenticator(service);
        open.add(authenticator);
        return authenticator;
    }

    @Override
    public void close() {
        open.forEach(HttpAuthenticator::close);
    }
}
