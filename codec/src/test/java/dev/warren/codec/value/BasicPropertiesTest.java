package dev.warren.codec.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BasicPropertiesTest {

    @Test
    void copyChangesOneProperty() {
        BasicProperties before = BasicProperties.builder().priority(3).deliveryMode(2).build();

        BasicProperties after =
                before.withPriority(4).withHeaders(FieldTable.EMPTY.with("a", true));

        assertThat(after.priority()).isEqualTo(4);
        assertThat(after.deliveryMode()).isEqualTo(2);
        assertThat(after.headers()).isEqualTo(FieldTable.EMPTY.with("a", true));
        assertThat(before.priority()).isEqualTo(3);
    }

    @Test
    void nullTakesAPropertyAway() {
        BasicProperties before = BasicProperties.builder().expiration(ShortString.of("1")).build();

        assertThat(before.withExpiration(null)).isEqualTo(BasicProperties.EMPTY);
    }
}
