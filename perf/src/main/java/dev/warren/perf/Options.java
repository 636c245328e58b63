package dev.warren.perf;

import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.Target;
import dev.warren.perf.load.Delay;
import dev.warren.perf.load.Plan.Consuming;
import dev.warren.perf.load.Plan.Extent;
import dev.warren.perf.load.Plan.Publishing;
import dev.warren.perf.process.ProcessTree;
import dev.warren.perf.queues.Names;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What a command was given, as the values that it works with. All methods throw
/// [IllegalArgumentException] for numbers that make no sense.
final class Options {

    static final String URI = "--uri";
    static final String JSON = "--json";
    static final String LOOPS = "--loops";
    static final String BROKER_PID = "--broker-pid";
    static final String QUEUE = "--queue";
    static final String QUEUES = "--queues";
    static final String DURABLE = "--durable";
    static final String QUEUE_TYPE = "--queue-type";
    static final String KEEP = "--keep";
    static final String PRODUCERS = "--producers";
    static final String SIZE = "--size";
    static final String PERSISTENT = "--persistent";
    static final String CONFIRMS = "--confirms";
    static final String RATE = "--rate";
    static final String DELAY = "--delay";
    static final String DELAY_TO = "--delay-to";
    static final String CONSUMERS = "--consumers";
    static final String AUTO_ACK = "--auto-ack";
    static final String PREFETCH = "--prefetch";
    static final String STREAM_OFFSET = "--stream-offset";
    static final String ACK_EVERY = "--ack-every";
    static final String WARM_UP = "--warm-up";
    static final String SECONDS = "--seconds";
    static final String MESSAGES = "--messages";
    static final String STALL = "--stall";
    static final String DELETE = "--delete";
    static final String CONNECTIONS = "--connections";
    static final String PIPELINE = "--pipeline";
    static final String MESSAGES_EACH = "--messages-each";
    static final String BUSY = "--busy";

    private static final int LOOPS_MAX = 64;
    private static final int CONNECTIONS_MAX = 10_000;
    private static final int QUEUES_MAX = 1_000_000;
    private static final int SIZE_MAX = 128 * 1024 * 1024;
    private static final int WINDOW_MAX = 1_000_000;
    private static final int PREFETCH_MAX = 65_535;
    private static final int SECONDS_MAX = 7 * 24 * 3600;
    private static final long MESSAGES_MAX = 1_000_000_000_000L;

    private final ParseResult parsed;

    Options(ParseResult parsed) {
        this.parsed = parsed;
    }

    Target target() {
        return Target.parse(text(URI));
    }

    boolean isJson() {
        return flag(JSON);
    }

    int loops() {
        return number(LOOPS, 1, LOOPS_MAX);
    }

    /// Null when no process was named.
    @Nullable ProcessTree brokerOrNull() {
        int pid = number(BROKER_PID, 0, Integer.MAX_VALUE);
        return pid == 0 ? null : new ProcessTree(Path.of("/proc"), pid);
    }

    List<ShortString> queues() {
        return Names.of(text(QUEUE), number(QUEUES, 1, QUEUES_MAX));
    }

    String queueType() {
        return text(QUEUE_TYPE);
    }

    Publishing publishing() {
        return new Publishing(
                number(PRODUCERS, 0, CONNECTIONS_MAX),
                number(SIZE, 0, SIZE_MAX),
                flag(PERSISTENT),
                number(CONFIRMS, 0, WINDOW_MAX),
                number(RATE, 0, Integer.MAX_VALUE),
                delay());
    }

    /// None for a command that has no such option.
    Delay delay() {
        if (parsed.commandSpec().findOption(DELAY) == null) {
            return Delay.NONE;
        }
        int min = number(DELAY, 0, Integer.MAX_VALUE - 1);
        int max = number(DELAY_TO, 0, Integer.MAX_VALUE - 1);
        return new Delay(min, max == 0 ? min : max);
    }

    Consuming consuming() {
        return new Consuming(
                number(CONSUMERS, 0, CONNECTIONS_MAX),
                flag(AUTO_ACK) ? 0 : number(ACK_EVERY, 1, WINDOW_MAX),
                number(PREFETCH, 0, PREFETCH_MAX),
                text(STREAM_OFFSET));
    }

    Extent extent() {
        return new Extent(
                messages(),
                number(WARM_UP, 0, SECONDS_MAX),
                number(SECONDS, 1, SECONDS_MAX),
                number(STALL, 1, SECONDS_MAX));
    }

    /// Of a command that always has a number of messages.
    Extent counted(long messages) {
        return new Extent(messages, 0, 0, number(STALL, 1, SECONDS_MAX));
    }

    long messages() {
        return longNumber(MESSAGES, 0, MESSAGES_MAX);
    }

    int seconds() {
        return number(SECONDS, 1, SECONDS_MAX);
    }

    int connections() {
        return number(CONNECTIONS, 1, CONNECTIONS_MAX);
    }

    int pipeline() {
        return number(PIPELINE, 1, WINDOW_MAX);
    }

    int messagesEach() {
        return number(MESSAGES_EACH, 0, WINDOW_MAX);
    }

    int busy() {
        return number(BUSY, 0, QUEUES_MAX);
    }

    boolean flag(String name) {
        return parsed.hasMatchedOption(name);
    }

    private String text(String name) {
        return option(name).getValue();
    }

    private int number(String name, int min, int max) {
        return (int) longNumber(name, min, max);
    }

    private long longNumber(String name, long min, long max) {
        long value = option(name).<Long>getValue();
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s %d is not from %d to %d".formatted(name, value, min, max));
        }
        return value;
    }

    private OptionSpec option(String name) {
        OptionSpec spec = parsed.commandSpec().findOption(name);
        if (spec == null) {
            throw new IllegalStateException(name + " is none of this command's options");
        }
        return spec;
    }
}
