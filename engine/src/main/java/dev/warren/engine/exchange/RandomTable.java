package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// Bindings of which each message takes one by chance.
record RandomTable(BindingList list) implements BindingTable {

    static final RandomTable EMPTY = new RandomTable(BindingList.EMPTY);

    @Override
    public BindingTable with(Binding binding) {
        return changed(list.with(binding));
    }

    @Override
    public BindingTable without(Binding binding) {
        return changed(list.without(binding));
    }

    private RandomTable changed(BindingList next) {
        return next == list ? this : new RandomTable(next);
    }

    @Override
    public void route(ShortString key, Headers headers, DestinationSink sink) {
        if (!list.isEmpty()) {
            // the chance as a fraction of all chances, times the number of bindings
            sink.accept(list.get((int) Math.unsignedMultiplyHigh(headers.chance(), list.size())));
        }
    }

    @Override
    public boolean followsExtraKeys() {
        return false;
    }
}
