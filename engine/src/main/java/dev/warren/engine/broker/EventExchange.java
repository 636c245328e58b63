package dev.warren.engine.broker;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import dev.warren.engine.events.Notice;
import dev.warren.engine.events.Notices;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.transfer.TransferRouting;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what happens on the node to `amq.rabbitmq.event`, a topic exchange of one virtual
/// host, as messages without a body (RabbitMQ's plugin of that name).
///
/// Events come from any lane; messages are made and published on the first, at the end of a turn. A
/// message waits for nobody: what is too much is dropped and counted. While nothing is bound, an
/// event costs a look at the topology.
final class EventExchange implements EventListener {

    private static final Logger log = LoggerFactory.getLogger("warren.events");

    static final ShortString NAME = ShortString.of("amq.rabbitmq.event");

    /// How many events may wait for the first lane.
    static final int WAITING_MAX = 10_000;

    /// How many messages one turn publishes; the rest goes in later turns.
    static final int BATCH_MAX = 1024;

    private static final ExchangeDefinition DEFINITION =
            new ExchangeDefinition(NAME, "topic", true, false, true, FieldTable.EMPTY);

    /// An event on its way, when it happened, and what is still to be said of it.
    private record Waiting(long millis, Iterator<Notice> notices) {}

    private final String vhost;
    private final MetadataStore metadata;
    private final TransferRouting routing;
    private final Lane lane;
    private final LaneLedger ledger;
    private final ResourceAlarm alarm;
    private final Clock clock;
    private final Notices notices;

    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    /// These two are the first lane's.
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private boolean isTouched;

    /// How many dropped events the log knows of. The first lane's.
    private long reported;

    EventExchange(
            String vhost,
            MetadataStore metadata,
            LocalQueues queues,
            ByteLedger ledger,
            ResourceAlarm alarm,
            String node) {
        this.vhost = vhost;
        this.metadata = metadata;
        this.routing = queues.routing();
        this.lane = queues.firstLane();
        this.ledger = ledger.ofLane(lane.index());
        this.alarm = alarm;
        this.clock = queues.clock();
        this.notices = new Notices(node);
    }

    /// Sees to it that the exchange is there whenever its virtual host is. Before the store is used
    /// by others.
    void predeclare() {
        metadata.watch(this::follow);
        if (metadata.topology().vhostOrNull(vhost) != null) {
            metadata.submit(new TopologyCommand.PredeclareExchange(vhost, DEFINITION));
        }
    }

    private void follow(Applied applied) {
        for (TopologyEvent event : applied.events()) {
            if (event instanceof TopologyEvent.VhostCreated(var created)
                    && created.name().equals(vhost)) {
                metadata.submit(new TopologyCommand.PredeclareExchange(vhost, DEFINITION));
            }
        }
    }

    /// How many events were dropped, because too many waited or memory was short.
    long dropped() {
        return dropped.get();
    }

    /// Whether anything is bound.
    @Override
    public boolean isListening() {
        VirtualHost found = metadata.topology().vhostOrNull(vhost);
        Exchange exchange = found == null ? null : found.exchangeOrNull(NAME);
        return exchange != null && !exchange.bindings().isEmpty();
    }

    @Override
    public void on(Event event) {
        if (alarm.isToBeTold() && !isOfAlarm(event)) {
            dropped.incrementAndGet();
        } else if (waitingCount.incrementAndGet() > WAITING_MAX) {
            waitingCount.decrementAndGet();
            dropped.incrementAndGet();
        } else {
            Waiting next = new Waiting(clock.wallMillis(), notices.of(event).iterator());
            lane.execute(() -> take(next));
        }
    }

    /// Publishers are held while something is short. Whoever listens has to hear of that all the
    /// same.
    private static boolean isOfAlarm(Event event) {
        return event instanceof Event.AlarmSet || event instanceof Event.AlarmCleared;
    }

    private void take(Waiting next) {
        waiting.add(next);
        touch();
    }

    /// At the end of the turn: a queue may be at work just now, and be the one that gets it.
    private void touch() {
        if (!isTouched) {
            isTouched = true;
            lane.atTurnEnd(TurnPhase.DELIVER, this::publishWaiting);
        }
    }

    private void publishWaiting() {
        isTouched = false;
        int published = 0;
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            while (next.notices().hasNext()) {
                if (published++ == BATCH_MAX) {
                    lane.later(this::touch);
                    return;
                }
                publish(next.notices().next(), next.millis());
            }
            waiting.remove();
            waitingCount.decrementAndGet();
        }
        report();
    }

    private void report() {
        long now = dropped();
        if (now > reported) {
            log.warn(
                    "{} events were dropped: too many at once, or a resource is short",
                    now - reported);
            reported = now;
        }
    }

    private void publish(Notice notice, long millis) {
        Message message = message(notice, millis);
        List<Queue> queues = routing.queues(vhost, NAME, List.of(message.routingKey()), message);
        Distribution.publish(message, queues, ledger, ConfirmSink.NONE);
    }

    private static Message message(Notice notice, long millis) {
        BasicProperties properties =
                BasicProperties.builder()
                        .headers(notice.headers().with("timestamp_in_ms", new Int64(millis)))
                        .deliveryMode(BasicProperties.PERSISTENT)
                        .timestamp(TimeUnit.MILLISECONDS.toSeconds(millis))
                        .build();
        byte[] header = ContentHeader.encode(properties, 0);
        return new Message(NAME, ShortString.of(notice.name()), header, header.length);
    }
}
