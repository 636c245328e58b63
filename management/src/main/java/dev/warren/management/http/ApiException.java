package dev.warren.management.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request is answered with an error. RabbitMQ's clients show the `reason`, so it is written
/// for people; some test for it, so it is RabbitMQ's where there is one.
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String error;
    private final transient Object reason;
    private final transient Map<String, String> headers;

    /// @param error RabbitMQ's word for the kind of error; null for an answer without a body
    public ApiException(int status, @Nullable String error, String reason) {
        this(status, error, (Object) reason);
    }

    private ApiException(int status, @Nullable String error, Object reason) {
        this(status, error, reason, Map.of());
    }

    private ApiException(
            int status, @Nullable String error, Object reason, Map<String, String> headers) {
        super(String.valueOf(reason), null, false, false);
        this.status = status;
        this.error = error;
        this.reason = reason;
        this.headers = headers;
    }

    public static ApiException badRequest(String reason) {
        return new ApiException(400, "bad_request", reason);
    }

    /// 400 with a word and what it is about, which RabbitMQ writes as a list:
    /// `["not_base64","%%"]`.
    public static ApiException badTerm(String word, String about) {
        return new ApiException(400, "bad_request", List.of(word, about));
    }

    /// A path to something that is not there.
    public static ApiException notFound() {
        return new ApiException(404, "Object Not Found", "Not Found");
    }

    /// The body speaks of something that is not there, or the path of a place to put it.
    public static ApiException notFound(String reason) {
        return new ApiException(404, "not_found", reason);
    }

    /// What it is asked to do is forbidden by a setting, which has to go first.
    public static ApiException preconditionFailed(String reason) {
        return new ApiException(412, "precondition_failed", reason);
    }

    /// It cannot be done here, or not now.
    public static ApiException unavailable(String reason) {
        return new ApiException(503, "service_unavailable", reason);
    }

    /// Who asks may not. RabbitMQ says 401 here, and clients expect it.
    public static ApiException notAuthorised(String reason) {
        return new ApiException(401, "not_authorised", reason);
    }

    /// Too many wrong passwords: for so long none is looked at.
    static ApiException tooManyFailures(long waitSeconds) {
        return new ApiException(
                429,
                "too_many_failures",
                "Too many failed logins: try again in " + waitSeconds + " s",
                Map.of("retry-after", Long.toString(waitSeconds)));
    }

    /// What the answer has beside what all have.
    Map<String, String> headers() {
        return headers;
    }

    public int status() {
        return status;
    }

    /// The body, or null when there is none.
    @Nullable Map<String, Object> body() {
        String word = error;
        if (word == null) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", word);
        body.put("reason", reason);
        return body;
    }
}
