package dev.warren.management.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Exposition out = new Exposition(written);

    private String text() {
        out.end();
        return written.toString(UTF_8);
    }

    @Test
    void familyHasItsTypeItsHelpAndItsNumbers() {
        out.family("a_total", MetricType.COUNTER, "How many");
        out.sample("a_total", Labels.of("vhost", "/", "queue", "q"), 3);

        assertThat(text())
                .isEqualTo(
                        """
                        # TYPE a_total counter
                        # HELP a_total How many
                        a_total{vhost="/",queue="q"} 3

                        """);
    }

    @Test
    void labelsAreEscaped() {
        assertThat(Labels.of("queue", "a\"b\\c\nd")).isEqualTo("{queue=\"a\\\"b\\\\c\\nd\"}");
    }

    @Test
    void numbersAreWrittenAsPrometheusReadsThem() {
        out.sample("a", Labels.NONE, 1_234_567_890_123L);
        out.sample("b", Labels.NONE, 0.25);
        out.sample("c", Labels.NONE, Double.POSITIVE_INFINITY);
        out.sample("d", Labels.NONE, Double.NaN);
        out.sample("e", Labels.NONE, -1);

        assertThat(text()).isEqualTo("a 1234567890123\nb 0.25\nc +Inf\nd NaN\ne -1\n\n");
    }

    @Test
    void whatIsWrittenLeavesBeforeThePageEnds() {
        for (int i = 0; i < 10_000; i++) {
            out.sample("a", Labels.NONE, i);
        }

        assertThat(written.size()).isGreaterThan(60_000);
    }
}
