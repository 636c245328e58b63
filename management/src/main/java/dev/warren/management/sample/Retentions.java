package dev.warren.management.sample;

import dev.warren.management.sample.Retention.Span;

/// RabbitMQ's retention policies.
///
/// @param global for the node and its virtual hosts
/// @param basic for queues, exchanges, connections and channels
/// @param detailed for what goes from one of them to another; shown, and used for nothing here
public record Retentions(Retention global, Retention basic, Retention detailed) {

    public static final Retentions DEFAULT =
            new Retentions(
                    Retention.of(
                            new Span(600, 5),
                            new Span(3_600, 60),
                            new Span(28_800, 600),
                            new Span(86_400, 1_800)),
                    Retention.of(new Span(600, 5), new Span(3_600, 60)),
                    Retention.of(new Span(600, 5)));
}
