package dev.warren.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.ShortString;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asked of RabbitMQ 3.10.8, but for what cannot be seen through AMQP.
class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "'.*', 'anything', true",
        "'a', 'xax', true",
        "'^a', 'xax', false",
        "'', 'a', false",
        "'', '', true",
        "'^$', 'a', false",
        "'^(foo|bar)-', 'bar-1', true",
        "'^.$', '\u00e4', false",
        "'^..$', '\u00e4', true",
        "'^\u00e4$', '\u00e4', true",
    })
    void isFoundAnywhereInTheBytesOfAName(String pattern, String name, boolean matches) {
        assertThat(NamePattern.of(pattern).matches(ShortString.of(name))).isEqualTo(matches);
    }

    @Test
    void noByteButALineFeedEndsALine() {
        ShortString name = ShortString.copyOf(new byte[] {'a', (byte) 0x85, 'b'}, 0, 3);

        assertThat(NamePattern.of("^a.b$").matches(name)).isTrue();
        assertThat(NamePattern.of("a$").matches(name)).isFalse();
    }

    @Test
    void refusesWhatIsNoExpression() {
        assertThatThrownBy(() -> NamePattern.of("(")).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void equalsByItsText() {
        assertThat(NamePattern.of("a")).isEqualTo(NamePattern.of("a")).hasSameHashCodeAs("a");
    }
}
