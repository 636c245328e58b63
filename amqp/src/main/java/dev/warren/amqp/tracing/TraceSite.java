package dev.warren.amqp.tracing;

/// The channel on which something happens to a message.
///
/// @param connection its name as lists show it
/// @param channel its number
public record TraceSite(String vhost, String connection, int channel) {}
