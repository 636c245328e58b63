package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Backend;
import dev.warren.server.config.ServerConfiguration.Backends;
import dev.warren.server.config.ServerConfiguration.Cache;
import dev.warren.server.config.ServerConfiguration.HttpBackend;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The part of the registry about who is asked at a login, and what the keys mean together.
final class BackendSettings {

    private static final int MINUTE_MILLIS = 60_000;
    private static final int TIMEOUT_MILLIS = 15_000;

    static final Setting<Backend> BACKEND =
            Setting.optional(
                    "auth_backends.$num",
                    ValueType.backend(Backend.INTERNAL),
                    "who knows users and their rights; internal if none is named");
    static final Setting<Backend> AUTHN =
            Setting.optional(
                    "auth_backends.$num.authn",
                    ValueType.backend(Backend.values()),
                    "who is asked for users: internal, http or cache");
    static final Setting<Backend> AUTHZ =
            Setting.optional(
                    "auth_backends.$num.authz",
                    ValueType.backend(Backend.INTERNAL),
                    "who is asked for their rights: internal");
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
                    REQUEST_TIMEOUT,
                    CONNECTION_TIMEOUT,
                    CACHED,
                    CACHE_TTL,
                    CACHE_REFUSALS);

    private BackendSettings() {}

    static Backends assemble(Values values) {
        Map<String, Backend> chain = new TreeMap<>(values.family(BACKEND));
        chain.putAll(values.family(AUTHN));
        return new Backends(
                chain.isEmpty() ? List.of(Backend.INTERNAL) : List.copyOf(chain.values()),
                new HttpBackend(
                        values.get(USER_PATH),
                        values.get(HTTP_METHOD).equals("post"),
                        values.get(REQUEST_TIMEOUT),
                        values.get(CONNECTION_TIMEOUT)),
                new Cache(values.get(CACHED), values.get(CACHE_TTL), values.get(CACHE_REFUSALS)));
    }
}
