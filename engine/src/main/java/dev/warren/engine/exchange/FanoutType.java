package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// `fanout`: everything goes to everyone, whatever the keys.
final class FanoutType implements ExchangeType {

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return new Table(BindingSet.EMPTY);
    }

    private record Table(BindingSet set) implements BindingTable {

        @Override
        public BindingTable with(Binding binding) {
            return changed(set.with(binding));
        }

        @Override
        public BindingTable without(Binding binding) {
            return changed(set.without(binding));
        }

        private Table changed(BindingSet next) {
            return next == set ? this : new Table(next);
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            set.sendTo(sink);
        }
    }
}
