package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;

/// `x-random`: one binding by chance, whatever the keys.
final class RandomType implements ExchangeType {

    @Override
    public String name() {
        return "x-random";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return OneOfTable.BY_CHANCE;
    }
}
