package dev.warren.server.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// `2026-11-21 02:00:00.123456+00:00 [info] <0.0.0> text`: RabbitMQ's plain format, which tools and
/// people grep.
///
/// A text of several lines gets the head on each, so that every line of a log can be understood
/// alone.
record LineFormat(DateTimeFormatter time) {

    static LineFormat in(ZoneId zone) {
        return new LineFormat(
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                        .withZone(zone));
    }

    /// `2026-11-21 02:00:00.123456+00:00`
    String time(Instant at) {
        return time.format(at);
    }

    String format(Instant at, String level, String pid, String text) {
        String head = time.format(at) + " [" + level + "] " + pid + " ";
        if (text.indexOf('\n') < 0) {
            return head + text + "\n";
        }
        var lines = new StringBuilder(text.length() + 4 * head.length());
        for (String line : text.lines().toList()) {
            lines.append(head).append(line).append('\n');
        }
        return lines.toString();
    }
}
