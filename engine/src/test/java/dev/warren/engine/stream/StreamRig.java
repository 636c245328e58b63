package dev.warren.engine.stream;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.StepThreads;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.message.PassedKey;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.stream.store.SimRoot;
import dev.warren.engine.stream.store.Streams;
import dev.warren.engine.topology.QueueSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A stream on a simulated disk, its lane, and readers that a test plays.
final class StreamRig {

    static final long STREAM = 7;

    /// A client that keeps what it gets. It acknowledges when the test says so.
    final class Client implements DeliverySink {

        final List<String> texts = new ArrayList<>();
        final List<Long> offsets = new ArrayList<>();
        final List<Long> sequences = new ArrayList<>();
        boolean isCancelled;
        boolean readsItsSocket = true;
        @Nullable Consumer consumer;

        @Override
        public void deliver(Consumer to, long sequence, Message message, boolean redelivered) {
            texts.add(body(message));
            Int64 offset = (Int64) message.headers().get("x-stream-offset");
            offsets.add(offset == null ? -1 : offset.value());
            sequences.add(sequence);
            if (readsItsSocket) {
                queue.credit(to, DeliveryWindow.cost(message));
            }
        }

        @Override
        public void cancelled(Consumer by) {
            isCancelled = true;
        }

        void ackAll() {
            long[] all = sequences.stream().mapToLong(Long::longValue).toArray();
            sequences.clear();
            lanes.run(0, () -> queue.settle(Settlement.ACK, all, all.length));
        }
    }

    final Random random;
    final StepLanes lanes;
    final ByteLedger ledger = new ByteLedger(1);
    final ArrayDeque<Runnable> reads = new ArrayDeque<>();
    final SimRoot root;
    final StepThreads threads;
    final Streams streams;
    final Queue queue;
    int confirmed;
    int published;
    int longestLine;
    private int clients;

    StreamRig(long seed, long blockBytesMax, FieldTable arguments) throws IOException {
        random = new Random(seed);
        lanes = new StepLanes(1, seed);
        root = new SimRoot(random);
        threads = new StepThreads(random);
        streams =
                Streams.open(root, threads, LogListener.NONE, lanes.clock(), Set.of(STREAM), false);
        LaneStreams homes =
                new LaneStreams(
                        streams,
                        lanes.lane(0),
                        ledger.ofLane(0),
                        reads::add,
                        blockBytesMax,
                        lanes.clock());
        QueueIdentity identity =
                new QueueIdentity(STREAM, "/", ShortString.of("s"), true, false, false);
        QueueSettings settings =
                QueueSettings.of(arguments.with("x-queue-type", "stream"), null, null);
        queue =
                new Queue(
                        identity,
                        lanes.lane(0),
                        made ->
                                homes.create(
                                        made,
                                        settings,
                                        _ -> CompletableFuture.completedFuture(null)));
    }

    static StreamRig plain() throws IOException {
        return new StreamRig(1, 1 << 20, FieldTable.EMPTY);
    }

    /// Publishes so many messages in one turn: `m0` and so on.
    void publish(int count) {
        publish(count, "");
    }

    void publish(int count, String padding) {
        publish(count, padding, List.of());
    }

    /// Messages that came through an exchange which asks for a key, all with the same one.
    void publishWith(PassedKey key, int count) {
        publish(count, "", List.of(key));
    }

    private void publish(int count, String padding, List<PassedKey> keys) {
        lanes.run(
                0,
                () -> {
                    for (int i = 0; i < count; i++) {
                        Message message = message("m" + published++ + padding);
                        message.passKeys(keys);
                        ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
                        queue.publish(message, sink(), 0);
                    }
                });
    }

    private ConfirmSink sink() {
        return new ConfirmSink() {
            @Override
            public void confirmed(long number) {
                confirmed++;
            }

            @Override
            public void refused(long number) {
                throw new AssertionError("a stream refuses nothing");
            }
        };
    }

    private static Message message(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, bytes.length);
        byte[] content = Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, content, header.length, bytes.length);
        return new Message(ShortString.EMPTY, ShortString.of("s"), content, header.length);
    }

    static String body(Message message) {
        return new String(
                message.content(),
                message.headerLength(),
                message.bodyLength(),
                StandardCharsets.UTF_8);
    }

    Client consume(int prefetch, FieldTable arguments) {
        Client client = new Client();
        ConsumerSpec spec =
                new ConsumerSpec(
                        ++clients,
                        ShortString.of("c" + clients),
                        ConsumerLimits.ofPrefetch(prefetch),
                        false,
                        false,
                        arguments);
        lanes.run(0, () -> queue.consume(spec, client).thenAccept(made -> client.consumer = made));
        return client;
    }

    Client consumeFromFirst(int prefetch) {
        return consume(prefetch, FieldTable.EMPTY.with("x-stream-offset", "first"));
    }

    /// One step of somebody. False when all rest.
    boolean step() {
        longestLine = Math.max(longestLine, reads.size());
        if (!reads.isEmpty() && random.nextBoolean()) {
            reads.remove().run();
            return true;
        }
        if (threads.step() || lanes.step()) {
            return true;
        }
        if (reads.isEmpty()) {
            return false;
        }
        reads.remove().run();
        return true;
    }

    void settle() {
        while (step()) {}
    }
}
