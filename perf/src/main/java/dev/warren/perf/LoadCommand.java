package dev.warren.perf;

import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.Connector;
import dev.warren.perf.load.Delay;
import dev.warren.perf.load.Plan;
import dev.warren.perf.load.Plan.Consuming;
import dev.warren.perf.load.Plan.Publishing;
import dev.warren.perf.measure.NanoClock;
import dev.warren.perf.queues.ManyQueues;
import java.util.List;
import java.util.function.Consumer;

/// `run`, `fill` and `drain`: one load on one set of queues.
final class LoadCommand {

    /// Calls on their way while queues are made and removed.
    private static final int PIPELINE = 100;

    private final Options options;
    private final NanoClock clock;
    private final Connector connector;
    private final MeasuredLoad loads;
    private final List<ShortString> queues;

    LoadCommand(Options options, NanoClock clock, Consumer<String> out) {
        this.options = options;
        this.clock = clock;
        this.connector = new Connector(options.target());
        this.loads = new MeasuredLoad(options, connector, clock, out);
        this.queues = options.queues();
    }

    void run() {
        var plan = new Plan(queues, options.publishing(), options.consuming(), options.extent());
        declare();
        loads.run(plan);
        if (!options.flag(Options.KEEP)) {
            delete();
        }
    }

    void fill() {
        var plan =
                new Plan(queues, options.publishing(), Consuming.NONE, options.counted(wanted()));
        declare();
        loads.run(plan);
    }

    void drain() {
        long messages = options.messages() > 0 ? options.messages() : ready();
        if (messages > 0) {
            loads.run(
                    new Plan(
                            queues,
                            Publishing.NONE,
                            options.consuming(),
                            options.counted(messages)));
        }
        if (options.flag(Options.DELETE)) {
            delete();
        }
    }

    private long wanted() {
        if (options.messages() == 0) {
            throw new IllegalArgumentException("how many? --messages is missing");
        }
        return options.messages();
    }

    private void declare() {
        try (ManyQueues many = many()) {
            boolean isDurable = options.flag(Options.DURABLE);
            var _ = many.declare(queues, isDurable, options.queueType());
            if (!options.delay().isNone()) {
                many.declareDelayed(Delay.EXCHANGE, queues, isDurable);
            }
        }
    }

    private void delete() {
        try (ManyQueues many = many()) {
            var _ = many.delete(queues);
            if (!options.delay().isNone()) {
                many.deleteExchange(Delay.EXCHANGE);
            }
        }
    }

    private long ready() {
        try (ManyQueues many = many()) {
            return queues.stream().mapToLong(many::ready).sum();
        }
    }

    private ManyQueues many() {
        return new ManyQueues(connector, 1, PIPELINE, clock);
    }
}
