package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import dev.warren.conformance.support.WarrenProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Clients of all kinds work while the broker is killed with `kill -9`, and compare what it has
/// afterwards with what it had answered. Most kills come right upon an answer.
/// `-Dconformance.kills=` sets how often; 10 times without.
@Timeout(900)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class KillIT {

    private static final int KILLS = Integer.getInteger("conformance.kills", 10);
    private static final int LIFE_MILLIS_MIN = 300;
    private static final int LIFE_MILLIS_MAX = 2_300;
    private static final int BODY_BYTES_MAX = 2_000;
    private static final int ODD_ONES = 8;

    private static final String EMPTIED = "emptied";
    private static final String FAN = "fan";
    private static final List<String> FANNED = List.of("f0", "f1", "f2");

    /// Queues that nobody empties while the broker lives. Of these, each round looks into one.
    private static final List<String> GROWING = List.of("q0", "f0", "tx", EMPTIED);

    private static final List<String> ALL =
            List.of("q0", "q1", "q2", "f0", "f1", "f2", "tx", EMPTIED);

    private final Tally tally = new Tally();
    private final TopologyChanger topology = new TopologyChanger(tally);
    private final Emptier emptier = new Emptier(EMPTIED, tally);

    @Test
    void whatWasAnsweredHolds() throws Exception {
        long seed = Long.getLong("conformance.seed", System.nanoTime());
        Random random = new Random(seed);
        try (var warren = DurableWarren.start()) {
            declare(warren);
            for (int round = 0; round < KILLS; round++) {
                List<Thread> clients = clients(warren);
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(
                                random.nextInt(LIFE_MILLIS_MIN, LIFE_MILLIS_MAX)));
                kill(warren.process(), round % (Answer.values().length + 1));
                for (Thread client : clients) {
                    client.join();
                }
                warren.process().startAgain();
                look(warren);
                warren.channel(EMPTIED); // a kill may have come between deleting and declaring it
                warren.drain(GROWING.get(round % GROWING.size()), tally);
            }
            for (String queue : ALL) {
                warren.drain(queue, tally);
            }
        }

        tally.check("seed " + seed);
        assertThat(tally.confirmedCount()).isGreaterThan(10 * KILLS);
        assertThat(topology.changes()).isGreaterThan(KILLS);
    }

    private void declare(DurableWarren warren) throws Exception {
        Channel channel = warren.channel(ALL.toArray(String[]::new));
        channel.exchangeDeclare(FAN, "fanout", true);
        for (String queue : FANNED) {
            channel.queueBind(queue, FAN, "");
        }
    }

    /// At the next answer of a kind, or, each fifth time, at no special moment.
    private void kill(WarrenProcess process, int kind) {
        if (kind < Answer.values().length) {
            tally.trap().set(Answer.values()[kind], process::kill);
            process.awaitEnd();
        } else {
            process.kill();
        }
    }

    private List<Thread> clients(DurableWarren warren) {
        List<Thread> clients = new ArrayList<>();
        for (String queue : List.of("q0", "q1", "q2")) {
            clients.add(
                    client(
                            warren,
                            c ->
                                    ConfirmingPublisher.toQueue(c, queue, BODY_BYTES_MAX, tally)
                                            .run()));
        }
        clients.add(
                client(
                        warren,
                        c ->
                                ConfirmingPublisher.toAll(c, FAN, FANNED, BODY_BYTES_MAX, tally)
                                        .run()));
        clients.add(client(warren, c -> new TransactingPublisher(c, "tx", tally).run()));
        clients.add(client(warren, emptier::run));
        clients.add(client(warren, topology::run));
        clients.add(client(warren, c -> AckingConsumer.start(c, "q1", tally)));
        clients.add(client(warren, c -> AckingConsumer.start(c, "f1", tally)));
        clients.add(client(warren, c -> AckingConsumer.startRejecting(c, "q2", ODD_ONES, tally)));
        clients.add(client(warren, c -> AckingConsumer.startRejecting(c, "f2", ODD_ONES, tally)));
        return clients;
    }

    private Thread client(DurableWarren warren, Life life) {
        return Life.start(warren, life, tally::fault);
    }

    private void look(DurableWarren warren) throws Exception {
        try (Connection connection = warren.process().factory().newConnection()) {
            topology.found(new TopologyLook(connection).look());
        }
    }
}
