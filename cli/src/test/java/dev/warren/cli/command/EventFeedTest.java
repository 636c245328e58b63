package dev.warren.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private final List<String> printed = new ArrayList<>();

    private EventFeed.Lines lines(String pattern) {
        return new EventFeed.Lines(Pattern.compile(pattern), printed::add);
    }

    private static void feed(EventFeed.Lines lines, String name) {
        lines.take(":");
        lines.take("");
        lines.take("event: " + name);
        lines.take("data: {\"vhost\":\"/\",\"timestamp_in_ms\":1}");
        lines.take("");
    }

    @Test
    void eachEventIsALineOfJsonWithItsName() {
        feed(lines(""), "queue.created");

        assertThat(printed)
                .containsExactly(
                        "{\"event\":\"queue.created\",\"vhost\":\"/\",\"timestamp_in_ms\":1}\n");
    }

    @Test
    void onlyThoseWhoseNamesHaveThePatternInThemAreShown() {
        EventFeed.Lines lines = lines("^queue\\.");
        feed(lines, "queue.deleted");
        feed(lines, "exchange.deleted");

        assertThat(printed).singleElement().asString().contains("queue.deleted");
    }

    @Test
    void nothingIsPrintedWhenTheTimeIsOver() {
        EventFeed.Lines lines = lines("");
        lines.end();
        feed(lines, "queue.created");

        assertThat(printed).isEmpty();
        assertThat(lines.take("")).isFalse();
    }
}
