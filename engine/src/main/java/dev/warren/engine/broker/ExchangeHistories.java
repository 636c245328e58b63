package dev.warren.engine.broker;

import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.routing.Route;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHost;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What exchanges remember for bindings to come (`x-recent-history`): in memory, so a restart
/// forgets it.
///
/// The map follows the topology on the deciding lane; messages are added on the lanes of their
/// publishers. A message that is confirmed before a binding is made is in the history by then.
final class ExchangeHistories {

    /// A message with this header as true is not remembered.
    private static final String NO_STORE = "x-recent-history-no-store";

    private record Name(String vhost, ShortString exchange) {}

    private final ByteLedger ledger;
    private final HistoryReplay replay;
    private final Map<Name, ExchangeHistory> byName = new ConcurrentHashMap<>();

    /// Begins with the exchanges that are there and follows the topology from then on.
    ExchangeHistories(
            MetadataStore metadata, LocalQueues queues, ByteLedger ledger, RandomGenerator random) {
        this.ledger = ledger;
        this.replay = new HistoryReplay(queues, ledger, this, random);
        metadata.topology().vhosts().values().forEach(this::openAll);
        metadata.watch(this::follow);
    }

    private void openAll(VirtualHost vhost) {
        vhost.exchanges().values().forEach(exchange -> open(vhost.name(), exchange));
    }

    private void open(String vhost, Exchange exchange) {
        if (exchange.historyLength() > 0) {
            byName.put(
                    new Name(vhost, exchange.name()),
                    new ExchangeHistory(exchange.historyLength(), ledger));
        }
    }

    /// Has each exchange on the way of a message remember it, if it does such things. Any lane.
    void remember(String vhost, Route route, Message message) {
        if (isNotToBeStored(message)) {
            return;
        }
        for (Exchange exchange : route.consulted()) {
            ExchangeHistory history =
                    route.passesHistory(exchange) ? historyOrNull(vhost, exchange) : null;
            if (history != null) {
                history.add(message);
            }
        }
    }

    private static boolean isNotToBeStored(Message message) {
        FieldValue noStore = message.headers().get(NO_STORE);
        return noStore instanceof Bool(boolean value) && value;
    }

    /// Null as well in the moment in which the exchange is new or has just gone.
    private @Nullable ExchangeHistory historyOrNull(String vhost, Exchange exchange) {
        return byName.get(new Name(vhost, exchange.name()));
    }

    private void follow(Applied applied) {
        for (TopologyEvent event : applied.events()) {
            switch (event) {
                case TopologyEvent.ExchangeCreated(var vhost, var definition) ->
                        created(applied.topology(), vhost, definition.name());
                case TopologyEvent.ExchangeDeleted(var vhost, var definition) ->
                        deleted(new Name(vhost, definition.name()));
                case TopologyEvent.BindingCreated(var vhost, var binding) ->
                        bound(applied.topology(), vhost, binding);
                default -> {} // nothing else makes or ends a history
            }
        }
    }

    private void created(Topology topology, String vhost, ShortString name) {
        Exchange exchange = topology.requireVhost(vhost).exchangeOrNull(name);
        if (exchange != null) {
            open(vhost, exchange);
        }
    }

    private void deleted(Name name) {
        ExchangeHistory history = byName.remove(name);
        if (history != null) {
            history.close();
        }
    }

    private void bound(Topology topology, String vhost, Binding binding) {
        ExchangeHistory history = byName.get(new Name(vhost, binding.source()));
        if (history != null) {
            replay.toNewBinding(
                    topology.requireVhost(vhost), binding.destination(), history.messages());
        }
    }
}
