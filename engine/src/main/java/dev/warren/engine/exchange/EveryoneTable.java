package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// Bindings that each message takes all of, whatever their keys.
record EveryoneTable(int historyLength, BindingSet set) implements BindingTable {

    static EveryoneTable empty(int historyLength) {
        return new EveryoneTable(historyLength, BindingSet.EMPTY);
    }

    @Override
    public BindingTable with(Binding binding) {
        return changed(set.with(binding));
    }

    @Override
    public BindingTable without(Binding binding) {
        return changed(set.without(binding));
    }

    private EveryoneTable changed(BindingSet next) {
        return next == set ? this : new EveryoneTable(historyLength, next);
    }

    @Override
    public void route(ShortString key, Headers headers, DestinationSink sink) {
        set.sendTo(sink);
    }
}
