package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;

/// `headers`: a binding's arguments are compared with the message's headers; keys do not matter.
///
/// Every binding is looked at for every message, as in RabbitMQ: the matches have nothing in common
/// to index by.
final class HeadersType implements ExchangeType {

    @Override
    public String name() {
        return "headers";
    }

    @Override
    public void validate(Binding binding) {
        HeadersMatch.of(binding.arguments());
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return Table.EMPTY;
    }

    private record Table(PersistentMap<Binding, HeadersMatch> matches) implements BindingTable {

        static final Table EMPTY = new Table(ExtensionsKt.persistentHashMapOf());

        @Override
        public BindingTable with(Binding binding) {
            return matches.containsKey(binding)
                    ? this
                    : new Table(matches.putting(binding, HeadersMatch.of(binding.arguments())));
        }

        @Override
        @SuppressWarnings(
                "ReferenceEquality") // the library gives the same map back when nothing changed
        public BindingTable without(Binding binding) {
            PersistentMap<Binding, HeadersMatch> changed = matches.removing(binding);
            return changed == matches ? this : new Table(changed);
        }

        @Override
        public void route(ShortString key, Headers headers, DestinationSink sink) {
            if (matches.isEmpty()) {
                return;
            }
            FieldTable table = headers.table();
            matches.forEach((binding, match) -> {
                if (match.fits(table)) {
                    sink.accept(binding.destination());
                }
            });
        }
    }
}
