package dev.warren.management.sample;

/// What is sampled, and how long it is kept.
public record SampleSettings(RatesMode mode, Retentions retentions) {

    /// RabbitMQ's three modes.
    public enum RatesMode {
        /// Rates of each queue, exchange, connection and channel.
        BASIC,
        /// The same here: what goes from one of them to another is not counted apart.
        DETAILED,
        /// Nothing is sampled.
        NONE
    }

    public static final SampleSettings DEFAULT =
            new SampleSettings(RatesMode.BASIC, Retentions.DEFAULT);
}
