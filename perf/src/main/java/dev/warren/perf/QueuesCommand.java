package dev.warren.perf;

import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.Connector;
import dev.warren.perf.load.Plan;
import dev.warren.perf.load.Plan.Consuming;
import dev.warren.perf.load.Plan.Publishing;
import dev.warren.perf.measure.NanoClock;
import dev.warren.perf.process.ProcessTree;
import dev.warren.perf.process.Usage;
import dev.warren.perf.queues.CallsResult;
import dev.warren.perf.queues.ManyQueues;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `queues`: declares many, seeds those that stay idle, keeps the others busy, deletes them. Each
/// step is reported by itself.
final class QueuesCommand {

    /// Publishes on their way while queues are seeded.
    private static final int SEED_WINDOW = 1_000;

    private final Options options;
    private final NanoClock clock;
    private final Consumer<String> out;
    private final Connector connector;
    private final MeasuredLoad loads;
    private final List<ShortString> queues;

    /// Null when the broker's process is not watched.
    private final @Nullable ProcessTree broker;

    QueuesCommand(Options options, NanoClock clock, Consumer<String> out) {
        this.options = options;
        this.clock = clock;
        this.out = out;
        this.connector = new Connector(options.target());
        this.loads = new MeasuredLoad(options, connector, clock, out);
        this.queues = options.queues();
        this.broker = options.brokerOrNull();
    }

    void run() {
        if (options.busy() > queues.size()) {
            throw new IllegalArgumentException(
                    "%d busy ones of %d queues".formatted(options.busy(), queues.size()));
        }
        declare();
        List<ShortString> idle = queues.subList(options.busy(), queues.size());
        if (options.messagesEach() > 0 && !idle.isEmpty()) {
            loads.run(seed(idle));
        }
        if (options.busy() > 0) {
            loads.run(busy());
        }
        if (!options.flag(Options.KEEP)) {
            delete();
        }
    }

    private void declare() {
        calls(
                "declared",
                many -> many.declare(queues, options.flag(Options.DURABLE), options.queueType()));
    }

    private void delete() {
        calls("deleted", many -> many.delete(queues));
    }

    private Plan seed(List<ShortString> idle) {
        Publishing given = options.publishing();
        return new Plan(
                idle,
                new Publishing(1, given.bodyLength(), given.persistent(), SEED_WINDOW, 0),
                Consuming.NONE,
                options.counted((long) options.messagesEach() * idle.size()));
    }

    private Plan busy() {
        return new Plan(
                queues.subList(0, options.busy()),
                options.publishing(),
                options.consuming(),
                options.extent());
    }

    private void calls(String what, Function<ManyQueues, CallsResult> step) {
        try (var many =
                new ManyQueues(connector, options.connections(), options.pipeline(), clock)) {
            Usage before = usage();
            CallsResult result = step.apply(many);
            out.accept(describe(what, result, usage().since(before)));
        }
    }

    private String describe(String what, CallsResult result, Usage used) {
        if (options.isJson()) {
            var line =
                    new JsonLine(what)
                            .with("queues", result.count())
                            .with("measured_seconds", Units.seconds(result.nanos()))
                            .with("per_second", result.perSecond())
                            .with("call", result.latency());
            if (broker != null) {
                line.with("broker_cpu_seconds", used.cpuSeconds())
                        .with("broker_resident_bytes", used.residentBytes());
            }
            return line.toString();
        }
        return String.format(
                Locale.ROOT,
                "%s: %d queues in %.2f s, %s/s, %s%s",
                what,
                result.count(),
                Units.seconds(result.nanos()),
                Units.count(result.perSecond()),
                Units.latency(result.latency()),
                broker == null
                        ? ""
                        : String.format(
                                Locale.ROOT, ", broker %.2f CPU seconds", used.cpuSeconds()));
    }

    private Usage usage() {
        return broker == null ? Usage.NONE : broker.usage();
    }
}
