package dev.warren.engine.exchange;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pairs of patterns and keys were asked of RabbitMQ 3.10.8.
class TopicTypeTest {

    private final Bound topic = new Bound("topic");

    @ParameterizedTest
    @CsvSource({
        "'#', ''",
        "'', ''",
        "'*.*', '.'",
        "'.', '.'",
        "'*.*', 'a.'",
        "'#.#', 'a'",
        "'#.*', 'a'",
        "'*.#.*', 'a.b'",
        "'a..b', 'a..b'",
        "'a.*.b', 'a..b'",
        "'a.#.b', 'a.b'",
        "'a.#.b', 'a..b'",
        "'#.', 'a.'",
        "'.#', '.'",
        "'#', 'a.b.c'",
        "'a.#', 'a'",
        "'a.*', 'a.*'",
        "'#.b', '#.b'",
        "'#.#.#', ''",
    })
    void matches(String pattern, String key) {
        topic.to("q", pattern);

        assertThat(topic.queuesFor(key)).containsExactly("q");
    }

    @ParameterizedTest
    @CsvSource({
        "'*', ''",
        "'', '.'",
        "'*', 'a.'",
        "'#.*', ''",
        "'*.#.*', 'a'",
        "'a*', 'ab'",
        "'#a', 'a'",
        "'#.', ''",
        "'.#', ''",
        "'##', 'a'",
        "'a.b', 'a'",
        "'a', 'a.b'",
        "'a.*', 'a'",
    })
    void doesNotMatch(String pattern, String key) {
        topic.to("q", pattern);

        assertThat(topic.queuesFor(key)).isEmpty();
    }

    @Test
    void findsAllBindingsThatFit() {
        topic.to("q1", "a.b").to("q2", "a.*").to("q3", "#").to("q4", "#.b").to("q5", "b.#");

        assertThat(topic.queuesFor("a.b")).containsExactlyInAnyOrder("q1", "q2", "q3", "q4");
    }

    @Test
    void wordsAreBytesAndNotText() {
        byte[] latin = {(byte) 0xE4, '.', (byte) 0xFF};
        ShortString key = ShortString.copyOf(latin, 0, latin.length);
        Binding binding =
                new Binding(ShortString.of("x"), Destination.queue("q"), key, FieldTable.EMPTY);
        BindingTable table = topic.table().with(binding);
        List<Destination> found = new ArrayList<>();

        table.route(key, Headers.NONE, found::add);
        table.route(ShortString.of("\u00e4.\u00ff"), Headers.NONE, found::add);

        assertThat(found).containsExactly(Destination.queue("q"));
    }

    @Test
    void unboundPatternLeavesNothingBehind() {
        Binding binding = Bound.binding("q", "a.*.#.b", FieldTable.EMPTY);
        Words words = Words.of(binding.key());

        TopicNode root = TopicNode.EMPTY.with(words, 0, binding).without(words, 0, binding);

        assertThat(root.isEmpty()).isTrue();
    }

    @Test
    void bindingThatDiffersInArgumentsStays() {
        FieldTable arguments = FieldTable.EMPTY.with("n", true);
        topic.to("q", "a.*").to("q", "a.*", arguments);

        topic.without("q", "a.*");

        assertThat(topic.queuesFor("a.b")).containsExactly("q");
    }

    @Test
    void manyHashesAgainstManyWordsTakeNoTime() {
        topic.to("q", "#.a.".repeat(60) + "b");
        String key = "a.".repeat(126) + "a";

        List<String> found = assertTimeoutPreemptively(ofSeconds(5), () -> topic.queuesFor(key));

        assertThat(found).isEmpty();
    }
}
