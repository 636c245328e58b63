package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// What happens on the node, as it happens: one line of JSON for each event.
final class EventFeed {

    private static final String DURATION = "duration";
    private static final String NAME = "event: ";
    private static final String DATA = "data: ";

    private EventFeed() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                                "consume_event_stream",
                                "[--duration|-d <seconds>] [--pattern <pattern>]",
                                0,
                                "Streams internal events from a running node. Output is jq-compatible.",
                                "",
                                EventFeed::follow)
                        .with(Option.value(DURATION, "d"), Option.value("pattern"))
                        .waiting());
    }

    /// A thread reads, so that the time is over even if nothing happens.
    private static Outcome follow(Call call) {
        Lines lines = new Lines(pattern(call.line().option("pattern", "")), call.out());
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                call.api().follow(Api.path("x", "events"), lines::take);
                            } catch (RuntimeException e) {
                                failure.set(e);
                            }
                        });
        try {
            long seconds = call.line().number(DURATION, Integer.MAX_VALUE);
            var _ = reader.join(Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.end();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Outcome.Raw("");
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw Refused.error(
                    ExitStatus.USAGE, "the pattern is no regular expression: " + e.getMessage());
        }
    }

    /// Makes lines of JSON from server-sent events. Taken by one thread, ended by another.
    static final class Lines {
        private final Pattern wanted;
        private final Consumer<String> out;
        private final Lock lock = new ReentrantLock();
        private boolean isOver;
        private String name = "";

        Lines(Pattern wanted, Consumer<String> out) {
            this.wanted = wanted;
            this.out = out;
        }

        /// False when no more are wanted.
        boolean take(String line) {
            lock.lock();
            try {
                if (line.startsWith(NAME)) {
                    name = line.substring(NAME.length());
                } else if (line.startsWith(DATA) && wanted.matcher(name).find() && !isOver) {
                    out.accept(event(Call.json(line.substring(DATA.length()))) + "\n");
                }
                return !isOver;
            } finally {
                lock.unlock();
            }
        }

        private ObjectNode event(JsonNode data) {
            ObjectNode event = Call.object().put("event", name);
            data.properties().forEach(field -> event.set(field.getKey(), field.getValue()));
            return event;
        }

        /// Waits until a line that has been begun is written, and lets no other one follow.
        void end() {
            lock.lock();
            try {
                isOver = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
