package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// Bindings of which each message takes one, whatever their keys.
record OneOfTable(BindingList list, Choice choice) implements BindingTable {

    /// Which of so many bindings a message takes. There is at least one.
    interface Choice {

        int of(ShortString key, Headers headers, int bindings);
    }

    /// Bindings of which each message takes one by chance.
    static final OneOfTable BY_CHANCE =
            // the chance as a fraction of all chances, times the number of bindings
            empty((_, headers, count) -> (int) Math.unsignedMultiplyHigh(headers.chance(), count));

    static OneOfTable empty(Choice choice) {
        return new OneOfTable(BindingList.EMPTY, choice);
    }

    @Override
    public BindingTable with(Binding binding) {
        return changed(list.with(binding));
    }

    @Override
    public BindingTable without(Binding binding) {
        return changed(list.without(binding));
    }

    private OneOfTable changed(BindingList next) {
        return next == list ? this : new OneOfTable(next, choice);
    }

    @Override
    public void route(ShortString key, Headers headers, DestinationSink sink) {
        if (!list.isEmpty()) {
            sink.accept(list.get(choice.of(key, headers, list.size())));
        }
    }

    @Override
    public boolean followsExtraKeys() {
        return false;
    }
}
