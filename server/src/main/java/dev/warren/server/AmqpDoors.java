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

/// Where AMQP clients come in, plain and over TLS. Opened and closed by one thread at a time, never
/// a lane; any thread may look.
final class AmqpDoors implements Doors {

    /// What AMQP over TLS is called.
    static final String SECURED = "amqp/ssl";

    private static final String EVERYWHERE = "::";

    /// What clients are told by `rabbitmq-upgrade drain`, in RabbitMQ's words: some look for them.
    private static final String UNDER_MAINTENANCE = "Node was put into maintenance mode";

    private enum State {
        OPEN,
        /// Nobody comes in; clients may be there.
        SUSPENDED,
        CLOSED
    }

    private record Door(Endpoint endpoint, Doorway way) {
        Door at(int port) {
            return new Door(new Endpoint(endpoint.host(), port), way);
        }
    }

    private final LaneGroup lanes;
    private final Broker broker;

    /// All of the node, its own links too.
    private final Connections connections;

    /// Those that came in here.
    private final Connections clients;

    private final SocketOptions sockets;
    private final List<Door> doors = new ArrayList<>();
    private final List<AmqpListener> listeners = new CopyOnWriteArrayList<>();
    private volatile AmqpSettings settings;
    private volatile State state = State.CLOSED;

    /// @param connections all of the node: those that come in elsewhere are ended by [#close] only
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
        this.clients = connections.part();
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

    /// All or none; nobody comes in before all are bound. Does nothing when they are open.
    @Override
    public void open() throws StartupException {
        if (state == State.OPEN) {
            return;
        }
        List<AmqpListener> bound = new ArrayList<>();
        try {
            for (Door door : doors) {
                bound.add(bind(door));
            }
        } catch (StartupException e) {
            close(bound);
            throw e;
        }
        for (int i = 0; i < doors.size(); i++) {
            // Where it was any port, it is this one from now on.
            doors.set(i, doors.get(i).at(bound.get(i).address().getPort()));
        }
        listeners.addAll(bound);
        // Settings may have been offered while they were bound.
        listeners.forEach(listener -> listener.offer(settings));
        listeners.forEach(AmqpListener::accept);
        state = State.OPEN;
    }

    private AmqpListener bind(Door door) throws StartupException {
        try {
            return AmqpListener.reserve(
                    lanes,
                    broker,
                    settings,
                    clients,
                    door.way(),
                    sockets,
                    door.endpoint().address());
        } catch (IOException e) {
            throw PortCheck.cannotListen(door.endpoint(), e.getCause());
        }
    }

    @Override
    public void suspend() {
        closeListeners();
        state = State.SUSPENDED;
    }

    @Override
    public Leaving drain() {
        suspend();
        return new Leaving(clients.count(), clients.sendAllAway(UNDER_MAINTENANCE));
    }

    private void closeListeners() {
        close(listeners);
        listeners.clear();
    }

    private static void close(List<AmqpListener> open) {
        open.forEach(listener -> listener.close().toCompletableFuture().join());
    }

    @Override
    public boolean areOpen() {
        return state != State.CLOSED;
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

    @Override
    public CompletionStage<Void> close() {
        closeListeners();
        state = State.CLOSED;
        return connections.closeAll("shutdown");
    }

    @Override
    public CompletionStage<Void> end() {
        return close();
    }
}
