package dev.warren.bench;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.BindingTable;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.exchange.DestinationSink;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.exchange.Headers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// A key of three words against the bindings of a topic exchange, of which one fits. Nothing is
/// remembered from key to key, as the broker would.
///
/// Keys are of one length and fit patterns of one shape, so that tables of different size are asked
/// the same; the other shapes only stand in the way.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopicRoutingBench {

    private static final String[] PATTERNS = {"orders.%04d.*", "orders.%04d.#", "*.%04d.created"};

    /// So many keys take turns, and of the bindings those with the first pattern. A power of two.
    private static final int KEYS = 1_024;

    @Param({"1", "5000"})
    public int bindings;

    private BindingTable table = ExchangeTypes.require("topic").emptyTable(FieldTable.EMPTY);
    private final ShortString[] keys = new ShortString[KEYS];
    private int next;

    @Setup
    public void setUp() {
        for (int i = 0; i < bindings; i++) {
            String pattern = PATTERNS[i % PATTERNS.length].formatted(i);
            table =
                    table.with(
                            new Binding(
                                    ShortString.of("x"),
                                    Destination.queue("q" + i),
                                    ShortString.of(pattern),
                                    FieldTable.EMPTY));
        }
        for (int i = 0; i < KEYS; i++) {
            int fitting = i * PATTERNS.length % Math.max(1, bindings - PATTERNS.length);
            int first = fitting - fitting % PATTERNS.length;
            keys[i] = ShortString.of("orders.%04d.created".formatted(first));
        }
    }

    @Benchmark
    public void route(Blackhole found) {
        DestinationSink sink = found::consume;
        table.route(keys[next++ & KEYS - 1], Headers.NONE, sink);
    }
}
