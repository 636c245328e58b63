package dev.warren.server;

import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.Connections;
import dev.warren.amqp.SocketOptions;
import dev.warren.amqp.door.Doorway;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.engine.broker.Broker;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Where AMQP clients come in, plain and over TLS. Opened and closed by one thread at a time, never
/// a lane; any thread may look.
final class AmqpDoors implements NodeRuntime.Doors {

    /// What AMQP over TLS is called.
    static final String SECURED = "amqp/ssl";

    private static final String EVERYWHERE = "::";

    /// What clients are told by `rabbitmq-upgrade drain`, in RabbitMQ's words: some look for them.
    private static final String UNDER_MAINTENANCE = "Node was put into maintenance mode";

    /// How long clients may take to answer `connection.close`.
    private static final long GOODBYE_MILLIS_MAX = 5_000;

    private record Door(Endpoint endpoint, Doorway way) {}

    private final LaneGroup lanes;
    private final Broker broker;
    private final Connections connections;
    private final SocketOptions sockets;
    private final List<Door> doors = new ArrayList<>();
    private final List<AmqpListener> listeners = new CopyOnWriteArrayList<>();
    private volatile AmqpSettings settings;
    private volatile boolean isSuspended;

    AmqpDoors(
            LaneGroup lanes,
            Broker broker,
            Connections connections,
            Network network,
            NodeTls tls,
            AmqpSettings settings) {
        this.lanes = lanes;
        this.broker = broker;
        this.connections = connections;
        this.settings = settings;
        this.sockets = network.sockets();
        Doorway plain = new Doorway(network.expectsProxyHeader(), null);
        for (Listener listener : network.listeners()) {
            doors.add(new Door(listener.endpoint(), plain));
        }
        for (Listener listener : network.tls().listeners()) {
            Doorway secured = new Doorway(network.expectsProxyHeader(), tls.amqp(network.tls()));
            doors.add(new Door(listener.endpoint(), secured));
        }
    }

    /// Does nothing when they are open.
    @Override
    public void open() throws StartupException {
        if (!listeners.isEmpty()) {
            return;
        }
        for (int i = 0; i < doors.size(); i++) {
            Door door = doors.get(i);
            try {
                AmqpListener opened =
                        AmqpListener.bind(
                                lanes,
                                broker,
                                settings,
                                connections,
                                door.way(),
                                sockets,
                                door.endpoint().address());
                listeners.add(opened);
                // Where it was any port, it is this one from now on.
                doors.set(
                        i,
                        new Door(
                                new Endpoint(door.endpoint().host(), opened.address().getPort()),
                                door.way()));
            } catch (IOException e) {
                throw PortCheck.cannotListen(door.endpoint(), e.getCause());
            }
        }
        isSuspended = false;
    }

    @Override
    public void suspend() {
        closeListeners();
        isSuspended = true;
    }

    @Override
    public int drain() {
        suspend();
        int clients = connections.count();
        awaitGone(connections.sendAllAway(UNDER_MAINTENANCE));
        return clients;
    }

    private void closeListeners() {
        listeners.forEach(listener -> listener.close().toCompletableFuture().join());
        listeners.clear();
    }

    @Override
    public boolean areOpen() {
        return isSuspended || !listeners.isEmpty();
    }

    @Override
    public void offer(AmqpSettings changed) {
        settings = changed;
        listeners.forEach(listener -> listener.offer(changed));
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
                                listener.isTls() ? SECURED : "amqp",
                                host(listener.address()),
                                listener.address().getPort()))
                .toList();
    }

    static String host(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? EVERYWHERE
                : address.getAddress().getHostAddress();
    }

    /// Lets nobody in any more and sends clients away.
    @Override
    public void close() {
        closeListeners();
        isSuspended = false;
        awaitGone(connections.closeAll("shutdown"));
    }

    private static void awaitGone(CompletionStage<Void> clients) {
        clients.toCompletableFuture()
                .completeOnTimeout(null, GOODBYE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .join();
    }
}
