package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;

/// `x-modulus-hash`: the hash of the routing key, modulo the number of bindings, is the binding.
///
/// Binding keys do not matter; a destination that is bound twice gets twice as much. A binding more
/// or less moves most keys: `x-consistent-hash` does not.
final class ModulusHashType implements ExchangeType {

    private static final BindingTable EMPTY =
            OneOfTable.empty(
                    (key, _, count) -> (int) Long.remainderUnsigned(KeyHash.of(key), count));

    @Override
    public String name() {
        return "x-modulus-hash";
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return EMPTY;
    }
}
