package dev.warren.engine.broker;

import dev.warren.engine.lane.Lane;

/// Where a message enters or leaves the broker: a channel of a connection, as the firehose names
/// it.
///
/// - `connection`: `127.0.0.1:51322 -> 127.0.0.1:5672`
/// - `lane`: the channel's; who reports is on it.
public record TracePoint(String vhost, String connection, int channel, String user, Lane lane) {}
