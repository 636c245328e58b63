package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FanoutTypeTest {

    private final Bound fanout = new Bound("fanout");

    @Test
    void sendsToEveryoneWhateverTheKeys() {
        fanout.to("q1", "a").to("q2", "b");

        assertThat(fanout.queuesFor("z")).containsExactlyInAnyOrder("q1", "q2");
    }

    @Test
    void forgetsWhatIsUnbound() {
        fanout.to("q1", "a").to("q2", "b").without("q1", "a");

        assertThat(fanout.queuesFor("a")).containsExactly("q2");
    }
}
