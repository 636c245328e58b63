package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;

/// `direct`: the routing key is the binding's key, byte for byte.
final class DirectType implements ExchangeType {

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return Table.EMPTY;
    }

    private record Table(PersistentMap<ShortString, BindingSet> byKey) implements BindingTable {

        static final Table EMPTY = new Table(ExtensionsKt.persistentHashMapOf());

        @Override
        public BindingTable with(Binding binding) {
            return changed(binding.key(), setOf(binding.key()).with(binding));
        }

        @Override
        public BindingTable without(Binding binding) {
            return changed(binding.key(), setOf(binding.key()).without(binding));
        }

        private BindingSet setOf(ShortString key) {
            return byKey.getOrDefault(key, BindingSet.EMPTY);
        }

        private Table changed(ShortString key, BindingSet set) {
            if (set == setOf(key)) {
                return this;
            }
            return new Table(set.isEmpty() ? byKey.removing(key) : byKey.putting(key, set));
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            setOf(key).sendTo(sink);
        }
    }
}
