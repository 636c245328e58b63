package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;

/// One exchange's bindings, for tests that speak in texts. Each binding leads to a queue.
final class Bound {

    private BindingTable table;

    Bound(String type) {
        this.table = ExchangeTypes.require(type).emptyTable(FieldTable.EMPTY);
    }

    static Binding binding(String queue, String key, FieldTable arguments) {
        return new Binding(
                ShortString.of("x"), Destination.queue(queue), ShortString.of(key), arguments);
    }

    Bound to(String queue, String key) {
        return to(queue, key, FieldTable.EMPTY);
    }

    Bound to(String queue, String key, FieldTable arguments) {
        table = table.with(binding(queue, key, arguments));
        return this;
    }

    Bound without(String queue, String key, FieldTable arguments) {
        table = table.without(binding(queue, key, arguments));
        return this;
    }

    Bound without(String queue, String key) {
        return without(queue, key, FieldTable.EMPTY);
    }

    BindingTable table() {
        return table;
    }

    List<String> queuesFor(String key) {
        return queuesFor(key, FieldTable.EMPTY);
    }

    List<String> queuesFor(String key, FieldTable headers) {
        return queuesOf(table, key, headers);
    }

    static List<String> queuesOf(BindingTable table, String key, FieldTable headers) {
        List<String> queues = new ArrayList<>();
        table.route(ShortString.of(key), () -> headers, d -> queues.add(d.name().toString()));
        return queues;
    }
}
