package dev.warren.links.shovel;

import com.rabbitmq.client.Delivery;

/// What a shovel hears from its two connections.
sealed interface ShovelEvent {

    /// From the source.
    record Arrived(Delivery delivery) implements ShovelEvent {}

    /// From the destination: it has taken a message, or refused it.
    ///
    /// @param isMultiple whether all numbers up to this one are meant
    record Confirmed(long sequence, boolean isMultiple, boolean isTaken) implements ShovelEvent {}

    /// The destination takes no more for now, or again.
    record Blocked(boolean isBlocked) implements ShovelEvent {}

    /// One end is gone.
    record Broken(String reason) implements ShovelEvent {}
}
