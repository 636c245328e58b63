package dev.warren.management.live;

import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// How often somebody has tried to log in, and how often in vain, by protocol. Any thread.
public final class AuthAttempts implements EventListener {

    private static final String AMQP = "amqp091";
    private static final String HTTP = "http";

    /// What is counted of one protocol.
    public record Count(String protocol, long succeeded, long failed) {}

    private record Adders(LongAdder succeeded, LongAdder failed) {}

    /// By the two protocols that there are.
    private final Map<String, Adders> byProtocol = new ConcurrentSkipListMap<>();

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.LoginAccepted) {
            count(AMQP, true);
        } else if (event instanceof Event.LoginRefused) {
            count(AMQP, false);
        }
    }

    /// A client of the HTTP API has said who it is.
    public void http(boolean succeeded) {
        count(HTTP, succeeded);
    }

    private void count(String protocol, boolean succeeded) {
        Adders adders =
                byProtocol.computeIfAbsent(
                        protocol, _ -> new Adders(new LongAdder(), new LongAdder()));
        (succeeded ? adders.succeeded() : adders.failed()).increment();
    }

    /// Since the start, or since [#reset], by protocol.
    public Stream<Count> counts() {
        return byProtocol.entrySet().stream()
                .map(e ->
                        new Count(
                                e.getKey(),
                                e.getValue().succeeded().sum(),
                                e.getValue().failed().sum()));
    }

    public void reset() {
        byProtocol.clear();
    }
}
