package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Publishers with confirms and consumers with acks run while the broker is killed with `kill -9`.
/// `-Dconformance.kills=` sets how often; 5 times without.
class KillIT {

    private static final int KILLS = Integer.getInteger("conformance.kills", 5);
    private static final int QUEUES = 3;
    private static final int UNCONFIRMED_MAX = 200;

    private final AtomicLong nextId = new AtomicLong();
    private final Set<Long> published = ConcurrentHashMap.newKeySet();
    private final Set<Long> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();
    private final List<String> faults = java.util.Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyConfirmedMessageIsDelivered() throws Exception {
        assumeTrue(
                System.getProperty("conformance.target", "").isBlank()
                        && Files.isExecutable(Broker.root().resolve("bin/warren")),
                "no Warren of our own");
        long seed = Long.getLong("conformance.seed", System.nanoTime());
        Random random = new Random(seed);
        try (var process = WarrenProcess.start(Broker.root(), Map.of("warren.store", "log"))) {
            for (int round = 0; round < KILLS; round++) {
                round(process, 300 + random.nextInt(2_000));
            }
            drain(process);
        }

        Set<Long> missing = new HashSet<>(confirmed);
        missing.removeAll(seen);
        assertThat(faults).as("seed %d", seed).isEmpty();
        assertThat(missing).as("confirmed and never seen, seed %d", seed).isEmpty();
        assertThat(published.containsAll(seen)).as("nothing invented").isTrue();
        assertThat(confirmed.size()).isGreaterThan(100 * KILLS);
    }

    private void round(WarrenProcess process, long millis) throws Exception {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            String queue = "q" + i;
            workers.add(
                    Thread.ofPlatform().start(() -> untilKilled(() -> publish(process, queue))));
            if (i > 0) {
                workers.add(
                        Thread.ofPlatform()
                                .start(() -> untilKilled(() -> consume(process, queue))));
            }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        process.kill();
        for (Thread worker : workers) {
            worker.join();
        }
        process.startAgain();
    }

    private interface Work {
        void run() throws IOException, TimeoutException, InterruptedException;
    }

    private void untilKilled(Work work) {
        try {
            work.run();
        } catch (IOException | AlreadyClosedException | TimeoutException killed) {
            // that is the test
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(WarrenProcess process, String queue)
            throws IOException, TimeoutException, InterruptedException {
        var factory = process.factory();
        factory.setAutomaticRecoveryEnabled(false);
        var connection = factory.newConnection();
        var channel = connection.createChannel();
        channel.queueDeclare(queue, true, false, false, Map.of());
        channel.confirmSelect();
        Map<Long, Long> waiting = new java.util.concurrent.ConcurrentSkipListMap<>();
        var sorted = (java.util.concurrent.ConcurrentSkipListMap<Long, Long>) waiting;
        channel.addConfirmListener(
                (tag, multiple) -> {
                    if (multiple) {
                        var head = sorted.headMap(tag, true);
                        confirmed.addAll(head.values());
                        head.clear();
                    } else {
                        Long id = sorted.remove(tag);
                        if (id != null) {
                            confirmed.add(id);
                        }
                    }
                },
                (tag, _) -> faults.add("nack of " + tag));
        Random sizes = new Random();
        while (connection.isOpen()) {
            if (sorted.size() > UNCONFIRMED_MAX) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                continue;
            }
            long id = nextId.incrementAndGet();
            published.add(id);
            sorted.put(channel.getNextPublishSeqNo(), id);
            channel.basicPublish(
                    "", queue, MessageProperties.PERSISTENT_BASIC, body(id, sizes.nextInt(2_000)));
        }
    }

    private void consume(WarrenProcess process, String queue)
            throws IOException, TimeoutException, InterruptedException {
        var factory = process.factory();
        factory.setAutomaticRecoveryEnabled(false);
        var connection = factory.newConnection();
        var channel = connection.createChannel();
        channel.queueDeclare(queue, true, false, false, Map.of());
        channel.basicQos(50);
        channel.basicConsume(
                queue,
                false,
                new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(
                            String tag,
                            Envelope envelope,
                            AMQP.BasicProperties properties,
                            byte[] body)
                            throws IOException {
                        saw(body, envelope.isRedeliver());
                        getChannel().basicAck(envelope.getDeliveryTag(), false);
                    }
                });
        while (connection.isOpen()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void drain(WarrenProcess process) throws IOException, TimeoutException {
        try (var connection = process.factory().newConnection();
                Channel channel = Client.channelOf(connection)) {
            for (int i = 0; i < QUEUES; i++) {
                long last = 0;
                GetResponse got = channel.basicGet("q" + i, true);
                while (got != null) {
                    long id = saw(got.getBody(), got.getEnvelope().isRedeliver());
                    if (id <= last) {
                        faults.add(id + " after " + last);
                    }
                    last = id;
                    got = channel.basicGet("q" + i, true);
                }
            }
        }
    }

    private long saw(byte[] body, boolean redelivered) {
        ByteBuffer in = ByteBuffer.wrap(body);
        long id = in.getLong();
        if (in.getInt() != checksum(body)) {
            faults.add("body of " + id);
        }
        if (!published.contains(id)) {
            faults.add("never published: " + id);
        }
        if (!seen.add(id) && !redelivered) {
            faults.add("again and not marked: " + id);
        }
        return id;
    }

    private static byte[] body(long id, int size) {
        byte[] body = new byte[Long.BYTES + Integer.BYTES + size];
        new Random(id).nextBytes(body);
        ByteBuffer.wrap(body).putLong(id);
        ByteBuffer.wrap(body).putInt(Long.BYTES, checksum(body));
        return body;
    }

    private static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, Long.BYTES);
        crc.update(body, Long.BYTES + Integer.BYTES, body.length - Long.BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
