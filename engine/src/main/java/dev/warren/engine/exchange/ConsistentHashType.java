package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/// `x-consistent-hash`: one destination for each message, always the same for the same key; a
/// binding's key is its weight.
///
/// A destination counts once, however often it is bound: with the smallest of its weights, because
/// that does not depend on the order in which bindings came. How one is chosen stands in
/// [HashShares], by what in [HashOn].
final class ConsistentHashType implements ExchangeType {

    @Override
    public String name() {
        return "x-consistent-hash";
    }

    @Override
    public void validate(FieldTable exchangeArguments) {
        HashOn.validate(exchangeArguments);
    }

    @Override
    public void validate(Binding binding) {
        HashWeight.of(binding.key());
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return new Table(HashOn.of(exchangeArguments), ExtensionsKt.persistentHashMapOf());
    }

    private static final class Table implements BindingTable {

        private final HashOn hashOn;
        private final PersistentMap<Destination, BindingSet> byDestination;

        /// Made by whoever routes first after a change, the same by everyone: a racing lane makes
        /// it twice.
        private @Nullable HashShares shares;

        Table(HashOn hashOn, PersistentMap<Destination, BindingSet> byDestination) {
            this.hashOn = hashOn;
            this.byDestination = byDestination;
        }

        @Override
        public BindingTable with(Binding binding) {
            return changed(binding.destination(), setOf(binding.destination()).with(binding));
        }

        @Override
        public BindingTable without(Binding binding) {
            return changed(binding.destination(), setOf(binding.destination()).without(binding));
        }

        private BindingSet setOf(Destination destination) {
            return byDestination.getOrDefault(destination, BindingSet.EMPTY);
        }

        private Table changed(Destination destination, BindingSet set) {
            if (set == setOf(destination)) {
                return this;
            }
            return new Table(
                    hashOn,
                    set.isEmpty()
                            ? byDestination.removing(destination)
                            : byDestination.putting(destination, set));
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            if (byDestination.isEmpty()) {
                return;
            }
            Destination chosen = shares().choose(hashOn.hash(key, headers));
            if (chosen != null) {
                sink.accept(chosen);
            }
        }

        private HashShares shares() {
            HashShares known = shares;
            if (known == null) {
                known = HashShares.of(HashWeight.ofAll(byDestination));
                shares = known;
            }
            return known;
        }

        @Override
        public boolean followsExtraKeys() {
            return false;
        }
    }
}
