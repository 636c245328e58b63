package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Backend;
import dev.warren.server.config.ServerConfiguration.BackendPair;
import dev.warren.server.config.ServerConfiguration.Backends;
import dev.warren.server.config.ServerConfiguration.Cache;
import dev.warren.server.config.ServerConfiguration.HttpBackend;
import dev.warren.server.config.ServerConfiguration.HttpPaths;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The part of the registry about who is asked at a login, and what the keys mean together.
final class BackendSettings {

    private static final int MINUTE_MILLIS = 60_000;
    private static final int TIMEOUT_MILLIS = 15_000;

    static final Setting<Backend> BACKEND =
            Setting.optional(
                    "auth_backends.$num",
                    ValueType.backend(Backend.values()),
                    "who knows users and their rights; internal if none is named");
    static final Setting<Backend> AUTHN =
            Setting.optional(
                    "auth_backends.$num.authn",
                    ValueType.backend(Backend.values()),
                    "who is asked for users; also for their rights, unless `authz` is there");
    static final Setting<Backend> AUTHZ =
            Setting.optional(
                    "auth_backends.$num.authz",
                    ValueType.backend(Backend.values()),
                    "who is asked for their rights");
    static final Setting<String> HTTP_METHOD =
            Setting.of(
                    "auth_http.http_method",
                    ValueType.oneOf("get", "post"),
                    "get",
                    "how the web service is asked");
    static final Setting<URI> USER_PATH =
            Setting.of(
                    "auth_http.user_path",
                    ValueType.HTTP_ADDRESS,
                    URI.create("http://localhost:8000/auth/user"),
                    "the address that is asked for a user");
    static final Setting<URI> VHOST_PATH =
            Setting.of(
                    "auth_http.vhost_path",
                    ValueType.HTTP_ADDRESS,
                    URI.create("http://localhost:8000/auth/vhost"),
                    "the address that is asked whether a user may enter a virtual host");
    static final Setting<URI> RESOURCE_PATH =
            Setting.of(
                    "auth_http.resource_path",
                    ValueType.HTTP_ADDRESS,
                    URI.create("http://localhost:8000/auth/resource"),
                    "the address that is asked for rights to queues and exchanges");
    static final Setting<URI> TOPIC_PATH =
            Setting.of(
                    "auth_http.topic_path",
                    ValueType.HTTP_ADDRESS,
                    URI.create("http://localhost:8000/auth/topic"),
                    "the address that is asked for rights to keys of topic exchanges");
    static final Setting<Integer> REQUEST_TIMEOUT =
            Setting.of(
                    "auth_http.request_timeout",
                    ValueType.whole(1, 10 * MINUTE_MILLIS),
                    TIMEOUT_MILLIS,
                    "milliseconds until its answer counts as no");
    static final Setting<Integer> CONNECTION_TIMEOUT =
            Setting.of(
                    "auth_http.connection_timeout",
                    ValueType.whole(1, 10 * MINUTE_MILLIS),
                    TIMEOUT_MILLIS,
                    "milliseconds for connecting to it");
    static final Setting<Backend> CACHED =
            Setting.of(
                    "auth_cache.cached_backend",
                    ValueType.backend(Backend.INTERNAL, Backend.HTTP),
                    Backend.HTTP,
                    "whose answers the back end `cache` remembers");
    static final Setting<Backend> CACHED_AUTHN =
            Setting.optional(
                    "auth_cache.cached_backend.authn",
                    ValueType.backend(Backend.INTERNAL, Backend.HTTP),
                    "the same for users only");
    static final Setting<Backend> CACHED_AUTHZ =
            Setting.optional(
                    "auth_cache.cached_backend.authz",
                    ValueType.backend(Backend.INTERNAL, Backend.HTTP),
                    "the same for rights only");
    static final Setting<Integer> CACHE_TTL =
            Setting.of(
                    "auth_cache.cache_ttl",
                    ValueType.whole(0, Integer.MAX_VALUE),
                    TIMEOUT_MILLIS,
                    "milliseconds it does");
    static final Setting<Boolean> CACHE_REFUSALS =
            Setting.of(
                    "auth_cache.cache_refusals",
                    ValueType.BOOLEAN,
                    false,
                    "whether refusals are remembered too");

    static final List<Setting<?>> ALL =
            List.of(
                    BACKEND,
                    AUTHN,
                    AUTHZ,
                    HTTP_METHOD,
                    USER_PATH,
                    VHOST_PATH,
                    RESOURCE_PATH,
                    TOPIC_PATH,
                    REQUEST_TIMEOUT,
                    CONNECTION_TIMEOUT,
                    CACHED,
                    CACHED_AUTHN,
                    CACHED_AUTHZ,
                    CACHE_TTL,
                    CACHE_REFUSALS);

    private BackendSettings() {}

    /// Whether somebody has said who is asked about users and rights.
    static boolean namesChain(Values values) {
        return Stream.of(BACKEND, AUTHN, AUTHZ).anyMatch(values::isWritten);
    }

    static Backends assemble(Values values) {
        return new Backends(
                chain(values),
                new HttpBackend(
                        new HttpPaths(
                                values.get(USER_PATH),
                                values.get(VHOST_PATH),
                                values.get(RESOURCE_PATH),
                                values.get(TOPIC_PATH)),
                        values.get(HTTP_METHOD).equals("post"),
                        values.get(REQUEST_TIMEOUT),
                        values.get(CONNECTION_TIMEOUT)),
                new Cache(cached(values), values.get(CACHE_TTL), values.get(CACHE_REFUSALS)));
    }

    /// In the order of their numbers. Who is named for one of the two is asked for both.
    private static List<BackendPair> chain(Values values) {
        var byNumber = new TreeMap<String, BackendPair>(Values::byNumber);
        values.family(BACKEND).forEach((n, both) -> byNumber.put(n, new BackendPair(both, both)));
        values.family(AUTHN)
                .forEach((n, who) ->
                        byNumber.merge(
                                n, new BackendPair(who, who), BackendSettings::withIdentity));
        values.family(AUTHZ)
                .forEach((n, who) ->
                        byNumber.merge(n, new BackendPair(who, who), BackendSettings::withRights));
        return byNumber.isEmpty()
                ? List.of(new BackendPair(Backend.INTERNAL, Backend.INTERNAL))
                : List.copyOf(byNumber.values());
    }

    private static BackendPair withIdentity(BackendPair known, BackendPair named) {
        return new BackendPair(named.identity(), known.rights());
    }

    private static BackendPair withRights(BackendPair known, BackendPair named) {
        return new BackendPair(known.identity(), named.rights());
    }

    private static BackendPair cached(Values values) {
        Backend both = values.get(CACHED);
        Backend identity = values.orNull(CACHED_AUTHN);
        Backend rights = values.orNull(CACHED_AUTHZ);
        return new BackendPair(identity == null ? both : identity, rights == null ? both : rights);
    }
}
