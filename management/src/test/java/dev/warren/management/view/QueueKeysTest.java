package dev.warren.management.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.BrokerRig;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.NodeReading;
import dev.warren.management.sample.Ranges;
import dev.warren.management.sample.SampleSettings;
import dev.warren.management.sample.Sampler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queues are sorted by what their views show.
class QueueKeysTest {

    private final BrokerRig rig = new BrokerRig();
    private final LiveClients live = new LiveClients();
    private final Sampler sampler =
            new Sampler(
                    rig.broker,
                    live,
                    SampleSettings.DEFAULT,
                    new NodeReading(rig.broker, live, Path.of("."), 0));
    private final Rates rates = new Rates(sampler, new Ranges(null, null, null, null), 0);

    private static TopologyCommand declare(String name) {
        return new TopologyCommand.DeclareQueue(
                BrokerRig.VHOST,
                ShortString.of(name),
                new QueueOptions(true, false, null, FieldTable.EMPTY),
                false);
    }

    @BeforeEach
    void declareQueues() {
        for (String name : List.of("idle", "busy")) {
            rig.run(() -> {
                var _ = rig.metadata.submit(declare(name));
            });
        }
    }

    @AfterEach
    void stop() {
        sampler.close();
    }

    private static Object at(Map<?, ?> view, List<String> steps) {
        Object found = view.containsKey(steps.getFirst()) ? view.get(steps.getFirst()) : "";
        return steps.size() > 1 && found instanceof Map<?, ?> inner
                ? at(inner, steps.subList(1, steps.size()))
                : Objects.requireNonNull(found);
    }

    private static Object comparable(Object value) {
        return value instanceof Number number ? number.doubleValue() : value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "vhost",
                "type",
                "durable",
                "auto_delete",
                "exclusive",
                "consumers",
                "message_bytes",
                "message_bytes_ready",
                "message_bytes_unacknowledged",
                "messages",
                "messages_ready",
                "messages_unacknowledged",
                "messages_details.rate",
                "messages_ready_details.rate",
                "message_stats.publish",
                "message_stats.ack",
                "message_stats.publish_details.rate",
                "message_stats.deliver_get_details.rate"
            })
    void keyIsWhatTheViewShows(String column) {
        VirtualHost vhost = Objects.requireNonNull(rig.broker.topology().vhostOrNull("/"));
        QueueDefinition busy = Objects.requireNonNull(vhost.queues().get(ShortString.of("busy")));
        var counters = Objects.requireNonNull(rig.broker.queueOrNull(busy)).counters();
        counters.add(QueueCounter.PUBLISHED, 7);
        counters.set(QueueCounter.READY, 5);
        counters.set(QueueCounter.READY_BYTES, 500);
        var key = Objects.requireNonNull(QueueKeys.ofOrNull(rig.broker, rates, column));

        for (QueueDefinition queue : vhost.queues().values()) {
            Map<String, Object> view = QueueView.full(rig.broker, vhost, queue, rates);
            assertThat(comparable(key.apply(queue)))
                    .isEqualTo(comparable(at(view, List.of(column.split("\\.", -1)))));
        }
    }

    @Test
    void otherColumnsAreLeftToTheView() {
        for (String column :
                List.of("policy", "none", "messages.x", "message_stats.none", "message_stats.")) {
            assertThat(QueueKeys.ofOrNull(rig.broker, rates, column)).as(column).isNull();
        }
    }
}
