package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// One exchange's bindings, for tests that speak in texts. Each binding leads to a queue.
final class Bound {

    private BindingTable table;

    Bound(String type) {
        this(type, FieldTable.EMPTY);
    }

    Bound(String type, FieldTable exchangeArguments) {
        this.table = ExchangeTypes.require(type).emptyTable(exchangeArguments);
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

    /// The one queue of a message without a key that has these properties.
    String queueFor(BasicProperties properties) {
        return onlyQueue(
                new Headers() {
                    @Override
                    public FieldTable table() {
                        return FieldTable.EMPTY;
                    }

                    @Override
                    public BasicProperties properties() {
                        return properties;
                    }
                });
    }

    /// The one queue of a message that has this chance.
    String queueFor(LongSupplier chance) {
        return onlyQueue(
                new Headers() {
                    @Override
                    public FieldTable table() {
                        return FieldTable.EMPTY;
                    }

                    @Override
                    public long chance() {
                        return chance.getAsLong();
                    }
                });
    }

    private String onlyQueue(Headers headers) {
        List<String> queues = new ArrayList<>();
        table.route(ShortString.EMPTY, headers, d -> queues.add(d.name().toString()));
        assertThat(queues).hasSize(1);
        return queues.getFirst();
    }

    static List<String> queuesOf(BindingTable table, String key, FieldTable headers) {
        List<String> queues = new ArrayList<>();
        table.route(ShortString.of(key), () -> headers, d -> queues.add(d.name().toString()));
        return queues;
    }
}
