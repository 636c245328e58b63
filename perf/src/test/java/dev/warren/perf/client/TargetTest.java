package dev.warren.perf.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TargetTest {

    @Test
    void whatIsMissingIsTheDefault() {
        assertThat(Target.parse("amqp://broker"))
                .isEqualTo(new Target("broker", 5672, "guest", "guest", "/"));
    }

    @Test
    void everythingCanBeSaid() {
        assertThat(Target.parse("amqp://me:a%2Fb+c@10.0.0.1:5673/my%2Fhost"))
                .isEqualTo(new Target("10.0.0.1", 5673, "me", "a/b+c", "my/host"));
    }

    @Test
    void otherAddressesAreRefused() {
        assertThatThrownBy(() -> Target.parse("http://broker"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.parse("amqp://me@broker"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
    }
}
