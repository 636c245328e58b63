package dev.warren.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LineFormatTest {

    private static final Instant AT = Instant.parse("2026-11-21T02:00:00.123456789Z");

    @Test
    void lineIsThatOfRabbitMq() {
        assertThat(LineFormat.in(ZoneOffset.UTC).format(AT, "info", "<0.0.0>", "text"))
                .isEqualTo("2026-11-21 02:00:00.123456+00:00 [info] <0.0.0> text\n");
    }

    @Test
    void timeIsLocalWithItsOffset() {
        assertThat(LineFormat.in(ZoneId.of("Asia/Shanghai")).format(AT, "error", "<0.7.0>", "t"))
                .isEqualTo("2026-11-21 10:00:00.123456+08:00 [error] <0.7.0> t\n");
    }

    @Test
    void everyLineOfATextHasTheHead() {
        assertThat(LineFormat.in(ZoneOffset.UTC).format(AT, "info", "<0.0.0>", "a\nb"))
                .isEqualTo(
                        """
                        2026-11-21 02:00:00.123456+00:00 [info] <0.0.0> a
                        2026-11-21 02:00:00.123456+00:00 [info] <0.0.0> b
                        """);
    }
}
