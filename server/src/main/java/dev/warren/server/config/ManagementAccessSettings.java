package dev.warren.server.config;

import dev.warren.management.http.AnswerHeaders;
import dev.warren.management.http.Cors;
import dev.warren.management.http.FrontSettings;
import dev.warren.management.http.PathPrefix;
import dev.warren.server.config.ServerConfiguration.ManagementAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The part of the registry about how the HTTP API takes requests and answers them. See [Settings].
final class ManagementAccessSettings {

    private static final int CORS_AGE_MAX = 86_400;
    private static final int SESSION_MINUTES_MAX = 43_200;

    /// Bodies are in memory as a whole, several at a time.
    private static final int BODY_BYTES_MAX = 256 * 1024 * 1024;

    static final Setting<String> PATH_PREFIX =
            Setting.optional(
                    "management.path_prefix",
                    ValueType.URL_PATH,
                    "what all paths of the HTTP API begin with, such as /broker");
    static final Setting<Integer> BODY_SIZE =
            Setting.of(
                    "management.http.max_body_size",
                    ValueType.size(1, BODY_BYTES_MAX),
                    FrontSettings.BODY_BYTES_MAX,
                    "the longest body of a request in bytes");
    static final Setting<Boolean> HIDE_ALLOW =
            Setting.of(
                    "management.http.hide_allow_header",
                    ValueType.BOOLEAN,
                    false,
                    "whether answers keep to themselves which methods a path has");
    static final Setting<Boolean> NO_BASIC =
            Setting.of(
                    "management.disable_basic_auth",
                    ValueType.BOOLEAN,
                    false,
                    "whether passwords with each request are refused; sessions are not");
    static final Setting<String> CSP =
            header("management.csp.policy", "the header Content-Security-Policy of all answers");
    static final Setting<String> HSTS =
            header("management.hsts.policy", "the header Strict-Transport-Security, if any");
    static final Setting<String> CONTENT_TYPE_OPTIONS =
            header(
                    "management.headers.content_type_options",
                    "the header X-Content-Type-Options of all answers; nosniff unless set");
    static final Setting<String> FRAME_OPTIONS =
            header(
                    "management.headers.frame_options",
                    "the header X-Frame-Options of all answers; DENY unless set");
    static final Setting<String> REFERRER_POLICY =
            header(
                    "management.headers.referrer_policy",
                    "the header Referrer-Policy of all answers; no-referrer unless set");
    static final Setting<String> XSS_PROTECTION =
            header("management.headers.xss_protection", "the header X-XSS-Protection, if any");
    static final Setting<Boolean> NO_CORS =
            Setting.optional(
                    "management.cors.allow_origins",
                    ValueType.NONE,
                    "`none`: no page of another host may call the HTTP API");
    static final Setting<String> CORS_ORIGINS =
            Setting.optional(
                    "management.cors.allow_origins.$name",
                    ValueType.TEXT,
                    "pages that may call the HTTP API from a browser: an origin, or `*` for all");
    static final Setting<Integer> CORS_MAX_AGE =
            Setting.of(
                    "management.cors.max_age",
                    ValueType.whole(0, CORS_AGE_MAX),
                    1_800,
                    "for how many seconds a browser may remember that");
    static final Setting<Integer> SESSION_MINUTES =
            Setting.of(
                    "management.login_session_timeout",
                    ValueType.whole(1, SESSION_MINUTES_MAX),
                    480,
                    "after how many minutes a browser has to log in again");

    static final Setting<Boolean> NO_OPERATOR_CHANGES =
            Setting.of(
                    "management.restrictions.operator_policy_changes.disabled",
                    ValueType.BOOLEAN,
                    false,
                    "whether operator policies cannot be set or cleared by the HTTP API");

    static final List<Setting<?>> ALL =
            List.of(
                    PATH_PREFIX,
                    BODY_SIZE,
                    HIDE_ALLOW,
                    NO_BASIC,
                    CSP,
                    HSTS,
                    CONTENT_TYPE_OPTIONS,
                    FRAME_OPTIONS,
                    REFERRER_POLICY,
                    XSS_PROTECTION,
                    NO_CORS,
                    CORS_ORIGINS,
                    CORS_MAX_AGE,
                    SESSION_MINUTES,
                    NO_OPERATOR_CHANGES);

    private ManagementAccessSettings() {}

    private static Setting<String> header(String name, String meaning) {
        return Setting.optional(name, ValueType.HEADER, meaning);
    }

    static ManagementAccess assemble(Values values) {
        String prefix = values.orNull(PATH_PREFIX);
        return new ManagementAccess(
                new FrontSettings(
                        prefix == null ? PathPrefix.NONE : PathPrefix.of(prefix),
                        cors(values),
                        headers(values),
                        values.get(BODY_SIZE),
                        !values.get(NO_BASIC),
                        !values.get(HIDE_ALLOW)),
                TimeUnit.MINUTES.toSeconds(values.get(SESSION_MINUTES)),
                !values.get(NO_OPERATOR_CHANGES));
    }

    private static Cors cors(Values values) {
        boolean isNone = values.orNull(NO_CORS) != null;
        return new Cors(
                isNone ? Set.of() : Set.copyOf(values.family(CORS_ORIGINS).values()),
                values.get(CORS_MAX_AGE));
    }

    private static AnswerHeaders headers(Values values) {
        Map<String, String> told = new LinkedHashMap<>();
        put(told, "content-security-policy", values.orNull(CSP));
        put(told, "strict-transport-security", values.orNull(HSTS));
        put(told, "x-content-type-options", values.orNull(CONTENT_TYPE_OPTIONS));
        put(told, "x-frame-options", values.orNull(FRAME_OPTIONS));
        put(told, "referrer-policy", values.orNull(REFERRER_POLICY));
        put(told, "x-xss-protection", values.orNull(XSS_PROTECTION));
        return AnswerHeaders.STRICT.with(told);
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
