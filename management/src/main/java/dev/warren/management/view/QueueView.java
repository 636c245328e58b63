package dev.warren.management.view;

import dev.warren.codec.value.FieldTable;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueuePolicy;
import dev.warren.engine.topology.VirtualHost;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A queue in JSON. Its numbers are read where they stand, which disturbs no lane.
public final class QueueView {

    /// How many keys a queue has that somebody has used.
    private static final int KEYS = 28;

    private QueueView() {}

    /// What it was declared with.
    public static Map<String, Object> declared(Broker broker, QueueDefinition queue) {
        return Json.withRoom(
                KEYS,
                "arguments",
                FieldsView.of(queue.arguments()),
                "auto_delete",
                queue.isAutoDelete(),
                "durable",
                queue.isDurable(),
                "exclusive",
                queue.isExclusive(),
                "name",
                queue.name().toString(),
                "node",
                broker.nodeName(),
                "state",
                "running",
                "type",
                queue.type().name(),
                "vhost",
                queue.vhost());
    }

    /// The same with how many messages it holds.
    public static Map<String, Object> withTotals(Broker broker, QueueDefinition queue) {
        Map<String, Object> view = declared(broker, queue);
        Queue handle = broker.queueOrNull(queue);
        if (handle != null) {
            putTotals(view, handle.counters());
        }
        return view;
    }

    /// All that is known of it.
    public static Map<String, Object> full(
            Broker broker, VirtualHost vhost, QueueDefinition queue, Rates rates) {
        Map<String, Object> view = declared(broker, queue);
        QueuePolicy policy = vhost.policies().ofQueueOrNull(queue.name());
        view.putAll(
                Json.object(
                        "policy",
                        policy == null || policy.policy() == null ? null : policy.policy().name(),
                        "operator_policy",
                        policy == null || policy.operator() == null
                                ? null
                                : policy.operator().name(),
                        "effective_policy_definition",
                        effective(policy)));
        Queue handle = broker.queueOrNull(queue);
        if (handle != null) {
            QueueCounters counters = handle.counters();
            view.put("consumers", counters.of(QueueCounter.CONSUMERS));
            long ready = counters.of(QueueCounter.READY_BYTES);
            long unacked = counters.of(QueueCounter.UNACKED_BYTES);
            view.put("message_bytes", ready + unacked);
            view.put("message_bytes_ready", ready);
            view.put("message_bytes_unacknowledged", unacked);
            rates.queue(view, counters);
            putLost(view, counters);
        }
        return view;
    }

    private static void putTotals(Map<String, Object> view, QueueCounters counters) {
        long ready = counters.of(QueueCounter.READY);
        long unacked = counters.of(QueueCounter.UNACKED);
        view.put("messages", ready + unacked);
        view.put("messages_ready", ready);
        view.put("messages_unacknowledged", unacked);
        putLost(view, counters);
    }

    /// What the disk could not give back makes itself known: our own field, and only then.
    private static void putLost(Map<String, Object> view, QueueCounters counters) {
        long lost = counters.of(QueueCounter.LOST);
        if (lost > 0) {
            view.put("messages_lost", lost);
        }
    }

    /// Of two numbers the smaller holds; otherwise the operator's word.
    private static Map<String, Object> effective(@Nullable QueuePolicy policy) {
        if (policy == null) {
            return Json.object();
        }
        FieldTable definition =
                policy.policy() == null ? FieldTable.EMPTY : policy.policy().definition();
        Map<String, Object> view = FieldsView.of(definition);
        if (policy.operator() != null) {
            for (FieldTable.Entry entry : policy.operator().definition().entries()) {
                String key = entry.name().toString();
                Long bound = FieldComparison.integerOf(entry.value());
                Object known = view.get(key);
                boolean isStricter =
                        bound != null
                                && known instanceof Number number
                                && number.longValue() <= bound;
                if (!isStricter) {
                    view.putAll(Json.object(key, FieldsView.of(entry.value())));
                }
            }
        }
        return view;
    }
}
