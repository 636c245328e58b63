package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Fields;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client sends in one piece is carried out step by step all the same: a message that a
/// consumer waits for is the consumer's before anything else is done. The Java client's own tests
/// rely on it.
@Conformance
class InOneReadIT {

    private static final int EXCLUSIVE = 0b0100;
    private static final int AUTO_DELETE = 0b1000;
    private static final int NO_ACK = 0b0010;

    private RawAmqp raw;
    private String queue;

    @BeforeEach
    void open(Client client) throws IOException {
        raw = client.rawOpen();
        raw.openChannel(1);
        queue = client.name("queue");
    }

    private void declareAndConsume(int queueBits, int consumerBits) throws IOException {
        raw.method(1, "queue.declare", RawAmqp.queueDeclare(queue, queueBits));
        raw.expect(1, "queue.declare-ok");
        raw.method(
                1,
                "basic.consume",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(queue)
                        .shortstr("c")
                        .octet(consumerBits)
                        .longInt(0));
        raw.expect(1, "basic.consume-ok");
    }

    private void publish(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            raw.method(1, "basic.publish", RawAmqp.publish("", queue));
            raw.contentHeader(1, 60, 0);
        }
    }

    /// The delivery of one message and an answer, whichever comes first; returns what the answer
    /// says.
    private Fields deliveryAnd(String answer) throws IOException {
        Fields said = null;
        int deliveries = 0;
        while (said == null || deliveries == 0) {
            var frame = raw.read();
            if (frame.type() != RawFrame.METHOD) {
                continue;
            }
            if (frame.method().equals("basic.deliver")) {
                deliveries++;
            } else {
                assertThat(frame.method()).isEqualTo(answer);
                said = frame.arguments();
            }
        }
        assertThat(deliveries).isOne();
        return said;
    }

    @Test
    void whoFetchesFindsNothing() throws IOException {
        declareAndConsume(EXCLUSIVE, 0);

        raw.inOnePiece(() -> {
            publish(1);
            raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(1));
        });

        assertThat(deliveryAnd("basic.get-empty")).isNotNull();
    }

    /// The queue goes with its last consumer, and nothing with it.
    @Test
    void whoCancelsHasHadAll() throws IOException {
        declareAndConsume(AUTO_DELETE, NO_ACK);

        raw.inOnePiece(() -> {
            publish(10);
            raw.method(1, "basic.cancel", Wire.bytes().shortstr("c").octet(0));
        });

        for (int i = 0; i < 10; i++) {
            raw.expect(1, "basic.deliver");
            raw.read();
        }
        assertThat(raw.expect(1, "basic.cancel-ok").shortstr()).isEqualTo("c");
    }

    @Test
    void whoPurgesCountsNothing() throws IOException {
        declareAndConsume(EXCLUSIVE, NO_ACK);

        raw.inOnePiece(() -> {
            publish(1);
            raw.method(1, "queue.purge", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        });

        assertThat(deliveryAnd("queue.purge-ok").longInt()).isZero();
    }

    @Test
    void whoDeletesAnEmptyQueueMay() throws IOException {
        declareAndConsume(EXCLUSIVE, NO_ACK);
        int ifEmpty = 0b10;

        raw.inOnePiece(() -> {
            publish(1);
            raw.method(1, "queue.delete", Wire.bytes().shortInt(0).shortstr(queue).octet(ifEmpty));
        });

        assertThat(deliveryAnd("queue.delete-ok").longInt()).isZero();
    }
}
