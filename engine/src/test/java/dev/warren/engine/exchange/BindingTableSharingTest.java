package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTableSharingTest {

    @ParameterizedTest
    @ValueSource(strings = {"direct", "fanout", "topic", "headers"})
    void knownBindingChangesNothing(String type) {
        BindingTable table = new Bound(type).to("q", "a.b").to("q2", "a.*").table();

        assertThat(table.with(Bound.binding("q", "a.b", FieldTable.EMPTY))).isSameAs(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "fanout", "topic", "headers"})
    void unknownBindingIsNotMissed(String type) {
        BindingTable table = new Bound(type).to("q", "a.b").table();

        assertThat(table.without(Bound.binding("q", "a.c", FieldTable.EMPTY))).isSameAs(table);
        assertThat(table.without(Bound.binding("q", "a", FieldTable.EMPTY))).isSameAs(table);
        assertThat(table.without(Bound.binding("r", "a.b", FieldTable.EMPTY))).isSameAs(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "fanout", "topic", "headers"})
    void olderTableStaysAsItWas(String type) {
        Bound bound = new Bound(type).to("q", "a");
        BindingTable before = bound.table();

        bound.to("q2", "a").without("q", "a");

        assertThat(Bound.queuesOf(before, "a", FieldTable.EMPTY)).containsExactly("q");
        assertThat(bound.queuesFor("a")).containsExactly("q2");
    }

    @Test
    void topicChangeCopiesItsOwnPathOnly() {
        TopicNode before =
                TopicNode.EMPTY
                        .with(words("a.b"), 0, Bound.binding("q", "a.b", FieldTable.EMPTY))
                        .with(words("c.d"), 0, Bound.binding("q", "c.d", FieldTable.EMPTY));

        TopicNode after = before.with(words("c.*"), 0, Bound.binding("q", "c.*", FieldTable.EMPTY));

        assertThat(after.wordOrNull(key("a"))).isSameAs(before.wordOrNull(key("a")));
        assertThat(after.wordOrNull(key("c"))).isNotSameAs(before.wordOrNull(key("c")));
    }

    private static Words words(String text) {
        return Words.of(key(text));
    }

    private static ShortString key(String text) {
        return ShortString.of(text);
    }
}
