package dev.warren.codec.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The expected texts were seen on RabbitMQ 3.10.8.
class OctetTextTest {

    @Test
    void numbersStandBetweenAngleBrackets() {
        assertThat(OctetText.numbers(new byte[] {0, 50, -1})).isEqualTo("<<0,50,255>>");
        assertThat(OctetText.numbers(new byte[0])).isEqualTo("<<>>");
    }

    @Test
    void printableOctetsAreText() {
        assertThat(textOrNumbers("GET / HTTP")).isEqualTo("<<\"GET / HTTP\">>");
        assertThat(textOrNumbers("a\u00e9b")).isEqualTo("<<\"a\u00e9b\">>");
        assertThat(textOrNumbers("a\nb")).isEqualTo("<<\"a\\nb\">>");
        assertThat(textOrNumbers("")).isEqualTo("<<>>");
    }

    @Test
    void oneOctetThatIsNotPrintableMakesNumbersOfAll() {
        assertThat(textOrNumbers("a\0")).isEqualTo("<<97,0>>");
        assertThat(textOrNumbers("a\u007f")).isEqualTo("<<97,127>>");
    }

    private static String textOrNumbers(String text) {
        return OctetText.textOrNumbers(text.getBytes(ISO_8859_1));
    }
}
