package dev.warren.engine.topology;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Destination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A topology that a test changes command by command, with one virtual host `/`, spoken to in
/// texts.
///
/// Public, so that tests of other packages can set their scene with it.
public final class World {

    public static final String VHOST = "/";

    private Topology topology = Topology.EMPTY;

    public World() {
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of(VHOST)));
    }

    public Topology topology() {
        return topology;
    }

    public VirtualHost vhost() {
        return topology.requireVhost(VHOST);
    }

    public Exchange exchange(String name) {
        return vhost().requireExchange(ShortString.of(name));
    }

    public QueueDefinition queue(String name) {
        return vhost().requireQueue(ShortString.of(name));
    }

    public boolean hasExchange(String name) {
        return vhost().exchangeOrNull(ShortString.of(name)) != null;
    }

    public boolean hasQueue(String name) {
        return vhost().queueOrNull(ShortString.of(name)) != null;
    }

    public List<TopologyEvent> apply(TopologyCommand command) {
        Applied applied = TopologyMachine.apply(topology, command);
        topology = applied.topology();
        return applied.events();
    }

    public List<TopologyEvent> declareExchange(String name, String type) {
        return declareExchange(name, type, FieldTable.EMPTY);
    }

    public List<TopologyEvent> declareExchange(String name, String type, FieldTable arguments) {
        return declare(exchangeOf(name, type, false, false, false, arguments));
    }

    public List<TopologyEvent> declareAutoDeleteExchange(String name, String type) {
        return declare(exchangeOf(name, type, false, true, false, FieldTable.EMPTY));
    }

    List<TopologyEvent> declare(ExchangeDefinition definition) {
        return apply(new TopologyCommand.DeclareExchange(VHOST, definition));
    }

    static ExchangeDefinition exchangeOf(
            String name,
            String type,
            boolean durable,
            boolean autoDelete,
            boolean internal,
            FieldTable arguments) {
        return new ExchangeDefinition(
                ShortString.of(name), type, durable, autoDelete, internal, arguments);
    }

    public List<TopologyEvent> deleteExchange(String name) {
        return deleteExchange(name, false);
    }

    List<TopologyEvent> deleteExchange(String name, boolean ifUnused) {
        return apply(new TopologyCommand.DeleteExchange(VHOST, ShortString.of(name), ifUnused));
    }

    public List<TopologyEvent> declareQueue(String name) {
        return declareQueue(name, FieldTable.EMPTY);
    }

    public List<TopologyEvent> declareQueue(String name, FieldTable arguments) {
        return declareQueue(name, new QueueOptions(false, false, null, arguments));
    }

    public List<TopologyEvent> declareExclusiveQueue(String name, long owner) {
        return declareQueue(name, new QueueOptions(false, false, owner, FieldTable.EMPTY));
    }

    List<TopologyEvent> declareQueue(String name, QueueOptions options) {
        return apply(new TopologyCommand.DeclareQueue(VHOST, ShortString.of(name), options, false));
    }

    public List<TopologyEvent> deleteQueue(String name) {
        return apply(
                new TopologyCommand.DeleteQueue(VHOST, ShortString.of(name), queue(name).id()));
    }

    public List<TopologyEvent> bind(String queue, String exchange, String key) {
        return bind(queue, exchange, key, FieldTable.EMPTY, null);
    }

    public List<TopologyEvent> bind(
            String queue, String exchange, String key, FieldTable arguments) {
        return bind(queue, exchange, key, arguments, null);
    }

    List<TopologyEvent> bind(
            String queue,
            String exchange,
            String key,
            FieldTable arguments,
            @Nullable Long connection) {
        return apply(
                new TopologyCommand.BindQueue(
                        VHOST,
                        ShortString.of(queue),
                        ShortString.of(exchange),
                        ShortString.of(key),
                        arguments,
                        connection));
    }

    public List<TopologyEvent> unbind(String queue, String exchange, String key) {
        return unbind(queue, exchange, key, null);
    }

    List<TopologyEvent> unbind(
            String queue, String exchange, String key, @Nullable Long connection) {
        return apply(
                new TopologyCommand.UnbindQueue(
                        VHOST,
                        ShortString.of(queue),
                        ShortString.of(exchange),
                        ShortString.of(key),
                        FieldTable.EMPTY,
                        connection));
    }

    public List<TopologyEvent> bindExchange(String destination, String source, String key) {
        return apply(
                new TopologyCommand.BindExchange(
                        VHOST,
                        ShortString.of(destination),
                        ShortString.of(source),
                        ShortString.of(key),
                        FieldTable.EMPTY));
    }

    public List<TopologyEvent> unbindExchange(String destination, String source, String key) {
        return apply(
                new TopologyCommand.UnbindExchange(
                        VHOST,
                        ShortString.of(destination),
                        ShortString.of(source),
                        ShortString.of(key),
                        FieldTable.EMPTY));
    }

    boolean isBound(Destination destination) {
        return !vhost().bindingsTo(destination).isEmpty();
    }
}
