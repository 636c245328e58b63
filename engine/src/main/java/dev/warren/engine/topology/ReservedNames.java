package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;

/// Names that belong to the broker: `amq.` and what follows, and the exchange without a name.
public final class ReservedNames {

    static final String PREFIX = "amq.";

    private ReservedNames() {}

    /// Whether an exchange of this name came with its virtual host.
    public static boolean isPredeclared(ShortString exchange) {
        return PredeclaredExchanges.ALL.stream().anyMatch(known -> known.name().equals(exchange));
    }

    /// Refuses to create something under a name of the broker's.
    static void requireFree(String kind, ShortString name) {
        if (name.startsWith(PREFIX)) {
            throw AmqpException.of(
                    ReplyCode.ACCESS_REFUSED,
                    "%s name '%s' contains reserved prefix 'amq.*'",
                    kind,
                    name);
        }
    }

    static void requireNotDefaultExchange(ShortString exchange) {
        if (exchange.isEmpty()) {
            throw new AmqpException(
                    ReplyCode.ACCESS_REFUSED, "operation not permitted on the default exchange");
        }
    }
}
