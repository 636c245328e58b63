package dev.warren.engine.topology;

import static dev.warren.engine.topology.ArgumentChecks.oneOf;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The arguments that each queue type knows, in the order in which RabbitMQ looks at them.
final class QueueArguments {

    private static final QueueArgument EXPIRES =
            new QueueArgument("x-expires", ArgumentChecks::expires);
    private static final QueueArgument MESSAGE_TTL =
            new QueueArgument("x-message-ttl", ArgumentChecks::messageTtl);
    private static final QueueArgument DEAD_LETTER_EXCHANGE =
            new QueueArgument("x-dead-letter-exchange", ArgumentChecks::text);
    private static final QueueArgument DEAD_LETTER_KEY =
            new QueueArgument("x-dead-letter-routing-key", ArgumentChecks::deadLetterKey);
    private static final QueueArgument MAX_LENGTH =
            new QueueArgument("x-max-length", ArgumentChecks::nonNegative);
    private static final QueueArgument MAX_LENGTH_BYTES =
            new QueueArgument("x-max-length-bytes", ArgumentChecks::nonNegative);

    /// A quorum queue takes the last one too, and drops its head (RabbitMQ).
    private static final QueueArgument OVERFLOW =
            new QueueArgument(
                    "x-overflow",
                    oneOf("invalid_overflow", "drop-head", "reject-publish", "reject-publish-dlx"));

    private static final QueueArgument SINGLE_ACTIVE_CONSUMER =
            new QueueArgument("x-single-active-consumer", ArgumentChecks::bool);
    private static final QueueArgument LEADER_LOCATOR =
            new QueueArgument(
                    "x-queue-leader-locator",
                    oneOf("invalid_queue_locator_arg", "client-local", "balanced"));

    /// For ever with 0.
    private static final QueueArgument CONSUMER_TIMEOUT =
            new QueueArgument("x-consumer-timeout", ArgumentChecks::nonNegative);

    static final List<QueueArgument> CLASSIC =
            all(
                    WaitingChecks.RETRY,
                    EXPIRES,
                    MESSAGE_TTL,
                    DEAD_LETTER_EXCHANGE,
                    DEAD_LETTER_KEY,
                    MAX_LENGTH,
                    MAX_LENGTH_BYTES,
                    new QueueArgument("x-max-priority", ArgumentChecks::priorities),
                    OVERFLOW,
                    new QueueArgument("x-queue-mode", ArgumentChecks::queueMode),
                    new QueueArgument("x-queue-version", ArgumentChecks::queueVersion),
                    SINGLE_ACTIVE_CONSUMER,
                    CONSUMER_TIMEOUT,
                    LEADER_LOCATOR);

    static final List<QueueArgument> QUORUM =
            all(
                    Stream.concat(
                                    WaitingChecks.RETRY.stream(),
                                    WaitingChecks.DELAYED_RETRY.stream())
                            .toList(),
                    EXPIRES,
                    MESSAGE_TTL,
                    DEAD_LETTER_EXCHANGE,
                    DEAD_LETTER_KEY,
                    new QueueArgument(
                            "x-dead-letter-strategy",
                            oneOf("invalid_dlx_strategy", "at-most-once", "at-least-once")),
                    MAX_LENGTH,
                    MAX_LENGTH_BYTES,
                    new QueueArgument("x-max-in-memory-length", ArgumentChecks::nonNegative),
                    new QueueArgument("x-max-in-memory-bytes", ArgumentChecks::nonNegative),
                    OVERFLOW,
                    SINGLE_ACTIVE_CONSUMER,
                    CONSUMER_TIMEOUT,
                    new QueueArgument("x-delivery-limit", ArgumentChecks::integer),
                    new QueueArgument("x-quorum-initial-group-size", ArgumentChecks::positive),
                    new QueueArgument("x-quorum-target-group-size", ArgumentChecks::positive),
                    LEADER_LOCATOR);

    static final List<QueueArgument> STREAM =
            List.of(
                    MAX_LENGTH_BYTES,
                    new QueueArgument("x-max-age", ArgumentChecks::maxAge),
                    new QueueArgument(
                            "x-stream-max-segment-size-bytes", ArgumentChecks::nonNegative),
                    new QueueArgument("x-initial-cluster-size", ArgumentChecks::positive),
                    new QueueArgument(
                            "x-queue-leader-locator",
                            oneOf(
                                    "invalid_queue_locator_arg",
                                    "client-local",
                                    "balanced",
                                    "random",
                                    "least-leaders")),
                    new QueueArgument("x-stream-filter-size-bytes", ArgumentChecks::filterSize));

    private QueueArguments() {}

    /// RabbitMQ's own first, as it looks at them.
    private static List<QueueArgument> all(List<QueueArgument> ours, QueueArgument... theirs) {
        return Stream.concat(Arrays.stream(theirs), ours.stream()).toList();
    }
}
