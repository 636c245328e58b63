package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;

/// `fanout`: everything goes to everyone, whatever the keys.
final class FanoutType implements ExchangeType {

    private static final BindingTable EMPTY = EveryoneTable.empty(0);

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return EMPTY;
    }
}
