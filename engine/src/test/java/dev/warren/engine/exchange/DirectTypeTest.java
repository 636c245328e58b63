package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import org.junit.jupiter.api.Test;

class DirectTypeTest {

    private final Bound direct = new Bound("direct");

    @Test
    void sendsToTheQueuesOfTheKey() {
        direct.to("q1", "a").to("q2", "a").to("q3", "b");

        assertThat(direct.queuesFor("a")).containsExactlyInAnyOrder("q1", "q2");
        assertThat(direct.queuesFor("c")).isEmpty();
    }

    @Test
    void starsAndHashesAreLetters() {
        direct.to("q1", "#").to("q2", "*");

        assertThat(direct.queuesFor("a")).isEmpty();
        assertThat(direct.queuesFor("#")).containsExactly("q1");
    }

    @Test
    void forgetsAKeyWithItsLastBinding() {
        direct.to("q1", "a").without("q1", "a");

        assertThat(direct.queuesFor("a")).isEmpty();
    }

    @Test
    void bindingThatDiffersInArgumentsStays() {
        FieldTable arguments = FieldTable.EMPTY.with("n", true);
        direct.to("q1", "a").to("q1", "a", arguments);

        direct.without("q1", "a");

        assertThat(direct.queuesFor("a")).containsExactly("q1");
    }
}
