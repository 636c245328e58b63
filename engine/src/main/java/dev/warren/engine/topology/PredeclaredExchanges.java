package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.List;

/// The exchanges that every virtual host has from its beginning.
final class PredeclaredExchanges {

    static final List<ExchangeDefinition> ALL =
            List.of(
                    predeclared("", "direct", false),
                    predeclared("amq.direct", "direct", false),
                    predeclared("amq.fanout", "fanout", false),
                    predeclared("amq.topic", "topic", false),
                    predeclared("amq.headers", "headers", false),
                    predeclared("amq.match", "headers", false),
                    predeclared("amq.rabbitmq.trace", "topic", true));

    private PredeclaredExchanges() {}

    private static ExchangeDefinition predeclared(String name, String type, boolean internal) {
        return new ExchangeDefinition(
                ShortString.of(name), type, true, false, internal, FieldTable.EMPTY);
    }
}
