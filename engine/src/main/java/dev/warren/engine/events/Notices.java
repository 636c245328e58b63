package dev.warren.engine.events;

import java.util.stream.Stream;

/// Events in RabbitMQ's words, as its plugin for events publishes them (3.10). Pure.
///
/// Where RabbitMQ names a process, these name what it stands for: a connection by the number that
/// it has in the log (`17`), a channel by that and its own (`17.1`).
public final class Notices {

    private final String node;
    private final ConnectionNotices connections;
    private final TopologyNotices topology;

    /// @param node how this node is called
    public Notices(String node) {
        this.node = node;
        this.connections = new ConnectionNotices(node);
        this.topology = new TopologyNotices(node);
    }

    /// What is told of an event, in this order. Made one by one: much may have happened at once.
    public Stream<Notice> of(Event event) {
        return switch (event) {
            case Event.TopologyChanged(var applied) ->
                    applied.events().stream()
                            .flatMap(change -> topology.of(change, applied.by()).stream());
            case Event.ConnectionOpened(var connection) ->
                    Stream.of(connections.opened(connection));
            case Event.ConnectionClosed closed -> Stream.of(connections.closed(closed));
            case Event.ChannelOpened(var channel) -> Stream.of(connections.opened(channel));
            case Event.ChannelClosed(var channel) -> Stream.of(connections.closed(channel));
            case Event.ConsumerAdded added -> Stream.of(connections.added(added));
            case Event.ConsumerRemoved removed -> Stream.of(connections.removed(removed));
            case Event.LoginAccepted login -> Stream.of(connections.accepted(login));
            case Event.LoginRefused login -> Stream.of(connections.refused(login));
            case Event.AlarmSet(var resource) -> Stream.of(alarm("alarm.set", resource));
            case Event.AlarmCleared(var resource) -> Stream.of(alarm("alarm.cleared", resource));
        };
    }

    private Notice alarm(String name, String resource) {
        return new NoticeText().with("node", node).with("source", resource).named(name);
    }
}
