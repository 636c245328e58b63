package dev.warren.engine.topology;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.Guard;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.BindingTable;
import dev.warren.engine.exchange.DestinationSink;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.policy.Policy;
import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/// An exchange with the bindings of which it is the source. Immutable.
///
/// It has no equality but its identity, and that is a promise: as long as neither the exchange nor
/// one of its bindings changes, every snapshot holds the same object. Route caches compare it by
/// `==`.
public final class Exchange {

    private final ExchangeDefinition definition;
    private final BindingTable table;
    private final PersistentSet<Binding> bindings;
    private final @Nullable Policy policy;
    private final @Nullable ShortString alternate;
    private final @Nullable Guard guard;

    private Exchange(
            ExchangeDefinition definition,
            BindingTable table,
            PersistentSet<Binding> bindings,
            @Nullable Policy policy) {
        this.definition = definition;
        this.table = table;
        this.bindings = bindings;
        this.policy = policy;
        this.alternate = definition.alternateExchangeOrNull(policy);
        this.guard = ExchangeGuard.ofOrNull(definition, policy);
    }

    static Exchange withoutBindings(ExchangeDefinition definition) {
        return new Exchange(
                definition,
                ExchangeTypes.require(definition.type()).emptyTable(definition.arguments()),
                ExtensionsKt.persistentHashSetOf(),
                null);
    }

    /// The policy that applies, of those that users set: an operator has none for exchanges.
    public @Nullable Policy policyOrNull() {
        return policy;
    }

    /// The exchange that takes what this one cannot route: by its argument, or else by its policy.
    public @Nullable ShortString alternateOrNull() {
        return alternate;
    }

    /// What it asks of messages so that queues know duplicates; null if nothing.
    public @Nullable Guard guardOrNull() {
        return guard;
    }

    public ExchangeDefinition definition() {
        return definition;
    }

    public ShortString name() {
        return definition.name();
    }

    /// Whether this is the exchange without a name, to which every queue is bound by its own name.
    /// Whether the keys of this exchange may be limited by topic permissions.
    public boolean isTopic() {
        return definition.type().equals("topic");
    }

    public boolean isDefault() {
        return name().isEmpty();
    }

    /// The bindings of which this exchange is the source, in no order.
    public Set<Binding> bindings() {
        return bindings;
    }

    boolean has(Binding binding) {
        return bindings.contains(binding);
    }

    /// Finds where a message goes from here. Not for the default exchange, which has no bindings of
    /// its own.
    public void route(ShortString key, Headers headers, DestinationSink sink) {
        table.route(key, headers, sink);
    }

    /// Whether keys that a sender adds to a message are to be routed as well.
    public boolean followsExtraKeys() {
        return table.followsExtraKeys();
    }

    /// Whether messages that say so wait here before they are routed.
    public boolean delays() {
        return definition.delays();
    }

    /// How many of the last messages a new binding is given; 0 when it is given none.
    public int historyLength() {
        return table.historyLength();
    }

    Exchange with(Binding binding) {
        return new Exchange(definition, table.with(binding), bindings.adding(binding), policy);
    }

    Exchange without(Binding binding) {
        return new Exchange(definition, table.without(binding), bindings.removing(binding), policy);
    }

    Exchange withPolicy(@Nullable Policy changed) {
        return new Exchange(definition, table, bindings, changed);
    }

    @Override
    public String toString() {
        return "Exchange[" + definition + ", " + bindings.size() + " bindings]";
    }
}
