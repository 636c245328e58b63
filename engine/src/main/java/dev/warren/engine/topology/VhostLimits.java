package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.engine.exchange.FieldComparison;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many connections and queues a virtual host may have. Null is any number.
public record VhostLimits(@Nullable Long connectionsMax, @Nullable Long queuesMax) {

    public static final String COMPONENT = "vhost-limits";

    /// The runtime parameter that holds them, as a table.
    public static final ParameterName PARAMETER = new ParameterName(COMPONENT, "limits");

    static final VhostLimits NONE = new VhostLimits(null, null);

    /// The keys of this table.
    public static final String CONNECTIONS = "max-connections";

    public static final String QUEUES = "max-queues";

    static final Set<String> KEYS = Set.of(CONNECTIONS, QUEUES);

    /// How many connections there may be; -1 for any number.
    public int connections() {
        return connectionsMax == null ? -1 : (int) Math.min(connectionsMax, Integer.MAX_VALUE);
    }

    static VhostLimits of(@Nullable FieldValue parameter) {
        return parameter instanceof Table(var limits)
                ? new VhostLimits(limit(limits, CONNECTIONS), limit(limits, QUEUES))
                : NONE;
    }

    /// A negative number is no limit.
    private static @Nullable Long limit(FieldTable limits, String key) {
        FieldValue value = limits.get(key);
        Long number = value == null ? null : FieldComparison.integerOf(value);
        return number == null || number < 0 ? null : number;
    }
}
