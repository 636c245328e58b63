package dev.warren.server;

import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.Connections;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.engine.broker.Broker;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Where AMQP clients come in. Opened and closed by one thread at a time, never a lane.
final class AmqpDoors implements NodeRuntime.Doors {

    /// How long clients may take to answer `connection.close`.
    private static final long GOODBYE_MILLIS_MAX = 5_000;

    private final LaneGroup lanes;
    private final Broker broker;
    private final Connections connections;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<AmqpListener> listeners = new CopyOnWriteArrayList<>();
    private volatile AmqpSettings settings;

    AmqpDoors(
            LaneGroup lanes,
            Broker broker,
            Connections connections,
            List<Listener> listeners,
            AmqpSettings settings) {
        this.lanes = lanes;
        this.broker = broker;
        this.connections = connections;
        this.settings = settings;
        listeners.forEach(listener -> endpoints.add(listener.endpoint()));
    }

    /// Does nothing when they are open.
    @Override
    public void open() throws StartupException {
        if (areOpen()) {
            return;
        }
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            try {
                AmqpListener opened =
                        AmqpListener.bind(lanes, broker, settings, connections, endpoint.address());
                listeners.add(opened);
                endpoints.set(i, new Endpoint(endpoint.host(), opened.address().getPort()));
            } catch (IOException e) {
                throw PortCheck.cannotListen(endpoint, e.getCause());
            }
        }
    }

    @Override
    public boolean areOpen() {
        return !listeners.isEmpty();
    }

    @Override
    public void offer(AmqpSettings changed) {
        settings = changed;
        listeners.forEach(listener -> listener.offer(changed));
    }

    List<InetSocketAddress> addresses() {
        return listeners.stream().map(AmqpListener::address).toList();
    }

    /// As they are printed: `[::]:5672`.
    List<String> shown() {
        return addresses().stream().map(AmqpDoors::shown).toList();
    }

    private static String shown(InetSocketAddress address) {
        boolean isEverywhere = address.getAddress().isAnyLocalAddress();
        return new Endpoint(
                        isEverywhere ? null : address.getAddress().getHostAddress(),
                        address.getPort())
                .toString();
    }

    /// Lets nobody in any more and sends clients away.
    @Override
    public void close() {
        listeners.forEach(listener -> listener.close().toCompletableFuture().join());
        listeners.clear();
        connections
                .closeAll("shutdown")
                .toCompletableFuture()
                .completeOnTimeout(null, GOODBYE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .join();
    }
}
