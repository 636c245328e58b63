package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.NoValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;
import org.jspecify.annotations.Nullable;

/// Whether something is declared again as it is: 406 with the first difference when not.
record Equivalence(Resource resource) {

    void require(String property, boolean received, boolean current) {
        require(property, String.valueOf(received), String.valueOf(current));
    }

    void require(String property, String received, String current) {
        if (!received.equals(current)) {
            throw inequivalent(property, quoted(received), quoted(current));
        }
    }

    /// Compares one argument of two declarations by type class and value.
    void require(String argument, FieldTable received, FieldTable current) {
        FieldValue ours = current.get(argument);
        FieldValue theirs = received.get(argument);
        if (ours == null && theirs == null) {
            return;
        }
        if (ours == null || theirs == null) {
            throw inequivalent(argument, withType(theirs), withType(ours));
        }
        if (!FieldComparison.equivalent(ours, theirs)) {
            throw inequivalent(argument, valueOrNone(theirs), valueOrNone(ours));
        }
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static String valueOrNone(FieldValue value) {
        return value instanceof NoValue ? "none" : quoted(FieldText.plain(value));
    }

    private static String withType(@Nullable FieldValue value) {
        return value == null
                ? "none"
                : "the value '"
                        + FieldText.plain(value)
                        + "' of type '"
                        + FieldText.type(value)
                        + "'";
    }

    private AmqpException inequivalent(String name, String received, String current) {
        return AmqpException.of(
                ReplyCode.PRECONDITION_FAILED,
                "inequivalent arg '%s' for %s: received %s but current is %s",
                name,
                resource,
                received,
                current);
    }
}
