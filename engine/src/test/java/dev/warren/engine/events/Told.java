package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyEvent;
import java.util.List;

/// Notices as texts that a test can compare: `queue.deleted name=q vhost=/`. Numbers that have 64
/// bits end in `L`; the user who did it is left out when it is `guest`.
final class Told {

    private Told() {}

    static List<String> of(TopologyEvent change) {
        return of(new Event.TopologyChanged(new Applied(Topology.EMPTY, List.of(change), "guest")));
    }

    static List<String> of(Event event) {
        return new Notices("warren@here").of(event).map(Told::text).toList();
    }

    private static String text(Notice notice) {
        return notice.name()
                + text(notice.headers()).replace(" user_who_performed_action=guest", "");
    }

    private static String text(FieldTable table) {
        var text = new StringBuilder();
        table.entries().forEach(e -> text.append(" %s=%s".formatted(e.name(), text(e.value()))));
        return text.toString();
    }

    private static String text(FieldValue value) {
        return switch (value) {
            case LongText text -> text.text();
            case Int64(long number) -> number + "L";
            case Bool(boolean is) -> String.valueOf(is);
            case Table(var table) -> "{" + text(table).strip() + "}";
            case Array(var values) -> values.stream().map(Told::text).toList().toString();
            default -> throw new AssertionError("no type of an event: " + value);
        };
    }
}
