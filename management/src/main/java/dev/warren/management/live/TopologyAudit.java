package dev.warren.management.live;

import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.TopologyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Which exchanges, queues and bindings came and went, and by whose wish, whether over AMQP or over
/// HTTP: the last of them, in memory. Any thread.
///
/// Exclusive queues are left out: each client that waits for answers has one.
public final class TopologyAudit implements EventListener {

    /// So many are in memory.
    public static final int ENTRIES_MAX = 1_000;

    /// Something came or went.
    ///
    /// @param user who wanted it, `rmq-internal` where it went by itself
    /// @param what RabbitMQ's word: `queue.created`
    /// @param name of a binding its source
    /// @param destination of a binding; null for all else
    /// @param routingKey of a binding; null for all else
    public record Entry(
            long millis,
            String user,
            String what,
            String vhost,
            String name,
            @Nullable String destination,
            @Nullable String routingKey) {}

    private final Clock clock;
    private final ConcurrentLinkedDeque<Entry> entries = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    public TopologyAudit(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean isListening() {
        return true;
    }

    /// A virtual host may go with all that is in it: what would not stay is not looked at.
    @Override
    public void on(Event event) {
        if (event instanceof Event.TopologyChanged(var applied) && !applied.events().isEmpty()) {
            List<TopologyEvent> changes = applied.events();
            long now = clock.wallMillis();
            changes.subList(Math.max(0, changes.size() - ENTRIES_MAX), changes.size())
                    .forEach(change -> {
                        Entry entry = entryOrNull(now, applied.by(), change);
                        if (entry != null) {
                            add(entry);
                        }
                    });
        }
    }

    private void add(Entry entry) {
        entries.add(entry);
        if (count.incrementAndGet() > ENTRIES_MAX && entries.poll() != null) {
            count.decrementAndGet();
        }
    }

    private static @Nullable Entry entryOrNull(long now, String by, TopologyEvent change) {
        return switch (change) {
            case TopologyEvent.ExchangeCreated(var vhost, var exchange) ->
                    named(now, by, "exchange.created", vhost, exchange.name().toString());
            case TopologyEvent.ExchangeDeleted(var vhost, var exchange) ->
                    named(now, by, "exchange.deleted", vhost, exchange.name().toString());
            case TopologyEvent.QueueCreated(var queue) when !queue.isExclusive() ->
                    named(now, by, "queue.created", queue.vhost(), queue.name().toString());
            case TopologyEvent.QueueDeleted(var queue) when !queue.isExclusive() ->
                    named(now, by, "queue.deleted", queue.vhost(), queue.name().toString());
            case TopologyEvent.BindingCreated(var vhost, var binding) ->
                    bound(now, by, "binding.created", vhost, binding);
            case TopologyEvent.BindingDeleted(var vhost, var binding) ->
                    bound(now, by, "binding.deleted", vhost, binding);
            default -> null;
        };
    }

    private static Entry named(long now, String by, String what, String vhost, String name) {
        return new Entry(now, by, what, vhost, name, null, null);
    }

    private static Entry bound(long now, String by, String what, String vhost, Binding binding) {
        return new Entry(
                now,
                by,
                what,
                vhost,
                binding.source().toString(),
                binding.destination().name().toString(),
                binding.key().toString());
    }

    /// The newest first.
    public List<Entry> entries() {
        return new ArrayList<>(entries).reversed();
    }
}
