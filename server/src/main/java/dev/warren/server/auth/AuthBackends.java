package dev.warren.server.auth;

import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.AuthorizedElsewhere;
import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.CachingAuthenticator;
import dev.warren.engine.auth.CachingAuthorizer;
import dev.warren.engine.auth.ChainAuthenticator;
import dev.warren.engine.auth.InternalAuthenticator;
import dev.warren.engine.auth.KnownUsersOnly;
import dev.warren.engine.auth.UserDirectory;
import dev.warren.engine.time.SystemClock;
import dev.warren.server.config.ServerConfiguration.Backend;
import dev.warren.server.config.ServerConfiguration.BackendPair;
import dev.warren.server.config.ServerConfiguration.Cache;
import dev.warren.server.config.ServerConfiguration.Login;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The chain of back ends as configured, and what has to be closed with it.
public final class AuthBackends implements AutoCloseable {

    private final UserDirectory users;
    private final Login login;
    private volatile Set<String> loopbackUsers;
    private volatile Authenticator chain;

    /// Made for the first back end that needs it.
    private @Nullable HttpService service;

    public AuthBackends(Login login, UserDirectory users) {
        this.login = login;
        this.users = users;
        this.loopbackUsers = login.loopbackUsers();
        this.chain = chain();
    }

    private Authenticator chain() {
        List<Authenticator> backends = login.backends().chain().stream().map(this::pair).toList();
        return backends.size() == 1 ? backends.getFirst() : new ChainAuthenticator(backends);
    }

    /// Who is asked at a login. Its answer says who knows the rights.
    public Authenticator authenticator() {
        return attempt -> chain.login(attempt);
    }

    public Set<String> loopbackUsers() {
        return loopbackUsers;
    }

    /// Who may come from this machine only, from the next login on. What caches remember goes. One
    /// thread at a time.
    public void setLoopbackUsers(Set<String> names) {
        loopbackUsers = Set.copyOf(names);
        forget();
    }

    /// What caches remember goes: back ends are asked anew from the next login on. One thread at a
    /// time.
    public void forget() {
        chain = chain();
    }

    private Authenticator pair(BackendPair pair) {
        Authenticator identity = identity(pair.identity());
        Authorizer rights = rightsOrNull(pair.rights());
        if (rights != null) {
            return new AuthorizedElsewhere(
                    identity,
                    pair.rights() == pair.identity() ? null : identity(pair.rights()),
                    rights,
                    loopbackUsers);
        }
        return pair.identity() == Backend.INTERNAL
                ? identity
                : new KnownUsersOnly(identity, users, loopbackUsers);
    }

    private Authenticator identity(Backend backend) {
        Cache cache = login.backends().cache();
        return switch (backend) {
            case INTERNAL -> new InternalAuthenticator(users, loopbackUsers);
            case HTTP -> new HttpAuthenticator(service());
            case CACHE ->
                    new CachingAuthenticator(
                            identity(cache.cached().identity()),
                            new SystemClock(),
                            TimeUnit.MILLISECONDS.toNanos(cache.ttlMillis()),
                            cache.cachesRefusals());
        };
    }

    private @Nullable Authorizer rightsOrNull(Backend backend) {
        return switch (backend) {
            case INTERNAL -> null;
            case HTTP -> new HttpAuthorizer(service());
            case CACHE -> cachedRightsOrNull();
        };
    }

    private @Nullable Authorizer cachedRightsOrNull() {
        Cache cache = login.backends().cache();
        return cache.cached().rights() == Backend.HTTP
                ? new CachingAuthorizer(
                        new HttpAuthorizer(service()),
                        new SystemClock(),
                        TimeUnit.MILLISECONDS.toNanos(cache.ttlMillis()),
                        cache.cachesRefusals())
                : null;
    }

    private HttpService service() {
        HttpService made = service;
        if (made == null) {
            made = new HttpService(login.backends().http());
            service = made;
        }
        return made;
    }

    @Override
    public void close() {
        HttpService made = service;
        if (made != null) {
            made.close();
        }
    }
}
