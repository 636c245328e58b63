package dev.warren.management.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.User;
import dev.warren.engine.memory.Shortage;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand.DeclareQueue;
import dev.warren.management.BrokerRig;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Peer;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private static final User ANN = BrokerRig.user("ann", "management");

    private final BrokerRig rig = new BrokerRig(BrokerRig.with(ANN));
    private final Publishing publishing = new Publishing(Interceptor.NONE);

    private Request request(String key) {
        String body =
                "{\"properties\":{},\"routing_key\":\"%s\",\"payload\":\"x\",\"payload_encoding\":\"string\"}"
                        .formatted(key);
        return new Request(
                rig.caller(ANN),
                new Peer("127.0.0.1", false),
                Map.of("vhost", BrokerRig.VHOST, "exchange", "amq.default"),
                Map.of(),
                Map.of(),
                Bytes.of(body));
    }

    private Object publish(String key) {
        List<Reply> replies = new ArrayList<>();
        rig.run(() -> replies.add(publishing.publish(request(key))));
        return String.valueOf(replies.getFirst().body());
    }

    private void declare(String queue, FieldTable arguments) {
        rig.run(() ->
                rig.broker
                        .declareQueue(
                                new DeclareQueue(
                                        BrokerRig.VHOST,
                                        ShortString.of(queue),
                                        new QueueOptions(false, false, null, arguments),
                                        false),
                                "ann")
                        .toCompletableFuture()
                        .join());
    }

    @Test
    void queueThatHasItIsTold() {
        declare("q", FieldTable.EMPTY);

        assertThat(publish("q")).isEqualTo("{routed=true}");
        assertThat(rig.broker.ledger().totalBytes()).isPositive();
    }

    @Test
    void whatReachesNoQueueIsNotRouted() {
        assertThat(publish("none")).isEqualTo("{routed=false}");
        assertThat(rig.broker.ledger().totalBytes()).isZero();
    }

    @Test
    void nothingIsPublishedWhileTheDiskIsShort() {
        declare("q", FieldTable.EMPTY);
        rig.broker.resourceAlarm().set(Shortage.DISK_FREE, true);
        rig.lanes.runAll();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> publish("q"))
                .withMessage("low on disk")
                .satisfies(e -> assertThat(e.status()).isEqualTo(503));
    }
}
