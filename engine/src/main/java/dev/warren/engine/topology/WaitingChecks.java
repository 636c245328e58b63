package dev.warren.engine.topology;

import static dev.warren.engine.topology.ArgumentChecks.oneOf;
import static dev.warren.engine.topology.ArgumentChecks.term;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.exchange.FieldNumber;
import dev.warren.engine.exchange.FieldText;
import dev.warren.engine.topology.policy.RetryWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of queues beside which messages wait, and what they ask of their values. RabbitMQ
/// knows those of quorum queues only; the faults are told in its words.
final class WaitingChecks {

    static final List<QueueArgument> RETRY =
            List.of(
                    new QueueArgument("x-retry-base", ArgumentChecks::expires),
                    new QueueArgument("x-retry-factor", WaitingChecks::factor),
                    new QueueArgument("x-retry-max", ArgumentChecks::expires),
                    new QueueArgument("x-retry-jitter", WaitingChecks::jitter),
                    new QueueArgument("x-retry-attempts", ArgumentChecks::positive),
                    new QueueArgument("x-retry-park-queue", ArgumentChecks::text),
                    new QueueArgument("x-retry-on", WaitingChecks::retryOn),
                    new QueueArgument("x-delivery-delay", ArgumentChecks::messageTtl));

    static final List<QueueArgument> DELAYED_RETRY =
            List.of(
                    new QueueArgument(
                            "x-delayed-retry-type",
                            oneOf(
                                    "invalid_delayed_retry_type",
                                    "disabled",
                                    "all",
                                    "failed",
                                    "returned")),
                    new QueueArgument("x-delayed-retry-min", ArgumentChecks::expires),
                    new QueueArgument("x-delayed-retry-max", ArgumentChecks::expires));

    private WaitingChecks() {}

    private static @Nullable String factor(FieldValue value, FieldTable arguments) {
        Double number = FieldNumber.decimalOf(value);
        if (number == null) {
            return noNumber(value);
        }
        return number < 1 ? "{value_too_small," + FieldText.plain(value) + "}" : null;
    }

    private static @Nullable String jitter(FieldValue value, FieldTable arguments) {
        Double number = FieldNumber.decimalOf(value);
        if (number == null) {
            return noNumber(value);
        }
        if (number < 0) {
            return "{value_negative," + FieldText.plain(value) + "}";
        }
        return number > 1 ? "{max_value_exceeded," + FieldText.plain(value) + "}" : null;
    }

    private static String noNumber(FieldValue value) {
        return term("expected number, got " + FieldText.type(value));
    }

    private static @Nullable String retryOn(FieldValue value, FieldTable arguments) {
        return RetryWords.ofOrNull(value) == null ? "invalid_retry_on" : null;
    }
}
