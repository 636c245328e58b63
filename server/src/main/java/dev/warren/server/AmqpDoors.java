package dev.warren.server;

import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.Connections;
import dev.warren.amqp.door.Doorway;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.engine.broker.Broker;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where a node listens for AMQP, plain and over TLS. Opened and closed by one thread; any thread
/// may look.
final class AmqpDoors {

    private static final String EVERYWHERE = "::";

    private final List<AmqpListener> listeners = new CopyOnWriteArrayList<>();

    void open(
            Network network,
            NodeTls tls,
            LaneGroup lanes,
            Broker broker,
            AmqpSettings settings,
            Connections connections)
            throws StartupException {
        Doorway plain = new Doorway(network.expectsProxyHeader(), null);
        for (Listener listener : network.listeners()) {
            open(listener, plain, lanes, broker, settings, connections);
        }
        for (Listener listener : network.tls().listeners()) {
            Doorway secured = new Doorway(network.expectsProxyHeader(), tls.amqp(network.tls()));
            open(listener, secured, lanes, broker, settings, connections);
        }
    }

    private void open(
            Listener listener,
            Doorway doorway,
            LaneGroup lanes,
            Broker broker,
            AmqpSettings settings,
            Connections connections)
            throws StartupException {
        try {
            listeners.add(
                    AmqpListener.bind(
                            lanes,
                            broker,
                            settings,
                            connections,
                            doorway,
                            listener.endpoint().address()));
        } catch (IOException e) {
            throw PortCheck.cannotListen(listener.endpoint(), e.getCause());
        }
    }

    /// For people: `TCP listener on [::]:5672`.
    List<String> describe() {
        return listeners.stream()
                .map(listener ->
                        (listener.isTls() ? "TLS (SSL)" : "TCP")
                                + " listener on "
                                + shown(listener.address()))
                .toList();
    }

    private static String shown(InetSocketAddress address) {
        boolean isEverywhere = address.getAddress().isAnyLocalAddress();
        return new Endpoint(
                        isEverywhere ? null : address.getAddress().getHostAddress(),
                        address.getPort())
                .toString();
    }

    /// In RabbitMQ's words, for the HTTP API.
    List<Listening> listening() {
        return listeners.stream()
                .map(listener ->
                        new Listening(
                                listener.isTls() ? "amqp/ssl" : "amqp",
                                host(listener.address()),
                                listener.address().getPort()))
                .toList();
    }

    static String host(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? EVERYWHERE
                : address.getAddress().getHostAddress();
    }

    /// Accepts no more, and returns when the ports are free.
    void close() {
        listeners.forEach(listener -> listener.close().toCompletableFuture().join());
    }
}
