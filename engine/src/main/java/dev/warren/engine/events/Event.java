package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.Applied;

/// Something that has happened. What is told to clients of it, [Notices] decides: a change of the
/// topology may hold what is kept of a password.
public sealed interface Event {

    /// The topology has changed: everything that one command did.
    record TopologyChanged(Applied applied) implements Event {}

    /// A client is in its virtual host.
    record ConnectionOpened(ConnectionFacts connection) implements Event {}

    /// The socket has gone, also of a client that never got so far as to open the connection.
    record ConnectionClosed(long connection, Endpoints endpoints, FieldTable clientProperties)
            implements Event {}

    record ChannelOpened(ChannelFacts channel) implements Event {}

    record ChannelClosed(ChannelFacts channel) implements Event {}

    record ConsumerAdded(ChannelFacts channel, ConsumerFacts consumer) implements Event {}

    /// It was cancelled, its queue has gone, or its channel.
    record ConsumerRemoved(ChannelFacts channel, ShortString queue, ShortString tag)
            implements Event {}

    record LoginAccepted(Endpoints endpoints, String mechanism, String user) implements Event {}

    /// @param user whom the client claimed to be
    /// @param reason what the log says, too
    record LoginRefused(Endpoints endpoints, String mechanism, String user, String reason)
            implements Event {}

    /// A resource (`memory` or `disk`) has become short.
    record AlarmSet(String resource) implements Event {}

    record AlarmCleared(String resource) implements Event {}
}
