package dev.warren.server.config;

import dev.warren.management.HttpLimits;
import java.util.List;

/// The keys for what clients of one kind of HTTP door may take, below a prefix such as
/// `management.tcp`. See [Settings].
final class HttpLimitKeys {

    private final Setting<Integer> idle;
    private final Setting<Integer> requests;

    /// @param door what the keys are about: `the HTTP API`
    HttpLimitKeys(String prefix, String door) {
        idle =
                Setting.optional(
                        prefix + ".idle_timeout",
                        ValueType.wholeOrInfinity(0, Integer.MAX_VALUE),
                        "milliseconds without a byte until a connection to " + door + " is closed");
        requests =
                Setting.optional(
                        prefix + ".max_keepalive",
                        ValueType.whole(0, Integer.MAX_VALUE),
                        "requests on one connection to " + door + " until it is closed");
    }

    List<Setting<?>> all() {
        return List.of(idle, requests);
    }

    /// What is left out is as in `otherwise`.
    HttpLimits assemble(Values values, HttpLimits otherwise) {
        Integer idleMillis = values.orNull(idle);
        Integer requestsMax = values.orNull(requests);
        return new HttpLimits(
                idleMillis == null ? otherwise.idleMillisMax() : idleMillis,
                requestsMax == null ? otherwise.requestsMax() : requestsMax);
    }
}
