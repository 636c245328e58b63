package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// `x-modulus-hash`: the hash of the routing key, modulo the number of bindings, is the binding.
///
/// Binding keys do not matter; a destination that is bound twice gets twice as much. A binding more
/// or less moves most keys: `x-consistent-hash` does not.
final class ModulusHashType implements ExchangeType {

    @Override
    public String name() {
        return "x-modulus-hash";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return new Table(BindingList.EMPTY);
    }

    private record Table(BindingList list) implements BindingTable {

        @Override
        public BindingTable with(Binding binding) {
            return changed(list.with(binding));
        }

        @Override
        public BindingTable without(Binding binding) {
            return changed(list.without(binding));
        }

        private Table changed(BindingList next) {
            return next == list ? this : new Table(next);
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            if (!list.isEmpty()) {
                sink.accept(list.get((int) Long.remainderUnsigned(KeyHash.of(key), list.size())));
            }
        }

        @Override
        public boolean followsExtraKeys() {
            return false;
        }
    }
}
