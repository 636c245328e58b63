package dev.warren.engine.stream.store;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.LogListener;
import dev.warren.engine.log.SimDisk;
import dev.warren.engine.log.StepThreads;
import dev.warren.engine.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One stream on a simulated disk, and what its publisher knows of it.
final class StreamWorld {

    static final long STREAM = 7;

    final Random random;
    final StepLanes lanes;
    final List<String> damages = new ArrayList<>();
    SimRoot root;
    StepThreads threads;
    Streams streams;
    StreamLog log;
    StreamLimits limits;

    /// The bodies that were published, by offset; and how many of them are confirmed.
    final List<String> published = new ArrayList<>();

    final Map<Long, StreamLog> others = new TreeMap<>();

    int confirmed;
    boolean isBlocked;

    StreamWorld(long seed, StreamLimits limits) throws IOException {
        this.random = new Random(seed);
        this.lanes = new StepLanes(1, seed);
        this.root = new SimRoot(random);
        this.limits = limits;
        open();
    }

    static StreamLimits limits(long segmentBytes) {
        return new StreamLimits(null, null, segmentBytes, ChunkFilter.BYTES_MIN);
    }

    void open() throws IOException {
        isBlocked = false;
        threads = new StepThreads(random);
        LogListener listener =
                new LogListener() {
                    @Override
                    public void blocked(boolean blocked) {
                        isBlocked = blocked;
                    }
                };
        streams =
                Streams.open(
                        root,
                        threads,
                        listener,
                        lanes.clock(),
                        Set.of(STREAM),
                        false,
                        (stream, segment, position, from, to) -> damages.add(from + ".." + to));
        log = streams.log(STREAM, limits);
    }

    SimDisk disk() {
        return root.directory(STREAM);
    }

    /// Publishes to another stream.
    void publishTo(long stream, String body) {
        publish(others.computeIfAbsent(stream, made -> streams.log(made, limits)), body);
    }

    /// Publishes a turn's messages.
    void publish(String... bodies) {
        publish(log, bodies);
    }

    private void publish(StreamLog to, String... bodies) {
        AppendBatch batch =
                new AppendBatch(to, lanes.lane(0)) {
                    @Override
                    protected void done() {
                        confirmed += messages().size();
                    }
                };
        for (String body : bodies) {
            batch.add(message(body, null));
            published.add(body);
        }
        lanes.run(0, () -> to.append(batch));
    }

    static Message message(String body, @Nullable String filterValue) {
        BasicProperties properties = BasicProperties.EMPTY;
        if (filterValue != null) {
            properties =
                    properties.withHeaders(
                            FieldTable.EMPTY.with("x-stream-filter-value", filterValue));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] header = ContentHeader.encode(properties, bytes.length);
        byte[] content = Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, content, header.length, bytes.length);
        return new Message(ShortString.of("ex"), ShortString.of("key"), content, header.length);
    }

    /// Lets the writer and the lane work until both rest.
    void settle() {
        while (threads.step() || lanes.step()) {}
    }

    /// Everything that can be read from a cursor on, by offset.
    NavigableMap<Long, String> read(Cursor from, @Nullable Filter filter) throws IOException {
        TreeMap<Long, String> found = new TreeMap<>();
        Cursor cursor = from;
        while (!log.extent().isAtEnd(cursor)) {
            Block block = BlockReader.read(log, cursor, filter);
            for (int i = 0; i < block.count(); i++) {
                if (block.offset(i) >= from.offset()) {
                    found.put(block.offset(i), body(block.message(i)));
                }
            }
            if (block.next().equals(cursor)) {
                throw new IllegalStateException("reading does not go on at " + cursor);
            }
            cursor = block.next();
        }
        return found;
    }

    NavigableMap<Long, String> readAll() throws IOException {
        return read(Cursor.at(0), null);
    }

    static String body(Message message) {
        return new String(
                message.content(),
                message.headerLength(),
                message.bodyLength(),
                StandardCharsets.UTF_8);
    }

    /// The power has gone, or the process was killed: what was not confirmed may be there or not.
    void crashAndOpen() throws IOException {
        root = root.crash();
        open();
        forgetLost();
    }

    void forgetLost() {
        long next = log.extent().nextOffset();
        while (published.size() > next) {
            published.removeLast();
        }
        confirmed = published.size();
    }
}
