package dev.warren.perf;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The words of the command line and the text of `--help`, built by calls, without annotations.
final class CommandLineModel {

    static final String RUN = "run";
    static final String FILL = "fill";
    static final String DRAIN = "drain";
    static final String QUEUES = "queues";
    static final String WAIT = "wait";

    private static final int WIDTH = 120;

    private CommandLineModel() {}

    static CommandSpec perf() {
        CommandSpec spec =
                command("perf", "Loads an AMQP 0-9-1 broker and measures it.", List.of());
        spec.addSubcommand(
                RUN,
                command(
                        RUN,
                        "Publishes and consumes for a time, or a number of messages.",
                        List.of(
                                common(),
                                queue(),
                                declaring(),
                                publishing(),
                                delaying(),
                                consuming(),
                                extent())));
        spec.addSubcommand(
                FILL,
                command(
                        FILL,
                        "Publishes a number of messages that nobody consumes, and leaves them there.",
                        List.of(
                                common(),
                                queue(),
                                declaring(),
                                publishing(),
                                delaying(),
                                counted())));
        spec.addSubcommand(
                DRAIN,
                command(
                        DRAIN,
                        "Consumes what is in queues; all of it unless --messages says how much.",
                        List.of(common(), queue(), consuming(), counted(), draining())));
        spec.addSubcommand(
                QUEUES,
                command(
                        QUEUES,
                        "Declares many queues; seeds them, keeps some of them busy, deletes them.",
                        List.of(
                                common(),
                                queue(),
                                declaring(),
                                many(),
                                publishing(),
                                consuming(),
                                extent())));
        spec.addSubcommand(
                WAIT,
                command(
                        WAIT,
                        "Says 'waiting', then 'ready' once a queue is there and holds --messages.",
                        List.of(common(), queue(), counted(), waiting())));
        return spec;
    }

    private static CommandSpec command(
            String name, String description, List<List<OptionSpec>> groups) {
        CommandSpec spec = CommandSpec.create().name(name);
        groups.forEach(group -> group.forEach(spec::addOption));
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        spec.usageMessage().width(WIDTH).sortOptions(false).description(description);
        return spec;
    }

    private static List<OptionSpec> common() {
        return List.of(
                text(
                        Options.URI,
                        "URI",
                        "amqp://guest:guest@127.0.0.1:5672/",
                        "Where the broker is."),
                flag(Options.JSON, "A JSON object on each line, for machines."),
                number(Options.LOOPS, 1, "Event loops (threads) for each side."),
                number(
                        Options.BROKER_PID,
                        0,
                        "The broker's process: tells its CPU seconds and memory, on Linux."));
    }

    private static List<OptionSpec> queue() {
        return List.of(
                text(Options.QUEUE, "NAME", "perf", "The queue, or what queues begin with."),
                number(Options.QUEUES, 1, "How many: NAME-0, NAME-1 and so on."));
    }

    private static List<OptionSpec> declaring() {
        return List.of(
                flag(Options.DURABLE, "Declare durable queues."),
                text(Options.QUEUE_TYPE, "TYPE", "", "The x-queue-type of the queues."),
                flag(Options.KEEP, "Do not delete the queues at the end."));
    }

    private static List<OptionSpec> publishing() {
        return List.of(
                number(Options.PRODUCERS, 1, "Connections that publish."),
                number(Options.SIZE, 12, "Bytes of a body; from 8 on it carries its time."),
                flag(Options.PERSISTENT, "Delivery mode 2."),
                number(
                        Options.CONFIRMS,
                        0,
                        "Publishes in flight before their confirm, for each producer; 0: no confirms."),
                number(Options.RATE, 0, "Messages a second for each producer; 0: no limit."));
    }

    private static List<OptionSpec> delaying() {
        return List.of(
                number(
                        Options.DELAY,
                        0,
                        "Milliseconds that messages wait at an x-delayed-message; latency counts from then."),
                number(
                        Options.DELAY_TO,
                        0,
                        "Each message waits from --delay to so many milliseconds; 0: all the same."));
    }

    private static List<OptionSpec> consuming() {
        return List.of(
                number(Options.CONSUMERS, 1, "Connections that consume."),
                flag(Options.AUTO_ACK, "The broker does not wait for acknowledgements."),
                number(Options.PREFETCH, 0, "Unacknowledged messages for a queue; 0: no limit."),
                number(Options.ACK_EVERY, 1, "Acknowledge that many messages at once."),
                text(Options.STREAM_OFFSET, "WORD", "", "Where in a stream to begin: `first`."));
    }

    private static List<OptionSpec> extent() {
        return List.of(
                number(Options.WARM_UP, 3, "Seconds that do not count."),
                number(Options.SECONDS, 10, "Seconds that count."),
                number(Options.MESSAGES, 0, "So many messages in all, instead of seconds."),
                stall());
    }

    private static List<OptionSpec> counted() {
        return List.of(number(Options.MESSAGES, 0, "How many messages in all."), stall());
    }

    private static OptionSpec stall() {
        return number(
                Options.STALL, 60, "Fail when nothing moves for so many seconds; with --messages.");
    }

    private static List<OptionSpec> draining() {
        return List.of(flag(Options.DELETE, "Delete the queues at the end."));
    }

    private static List<OptionSpec> many() {
        return List.of(
                number(Options.CONNECTIONS, 1, "Connections that declare."),
                number(
                        Options.PIPELINE,
                        1,
                        "Declares of a connection that wait for their answer; 1: one by one."),
                number(
                        Options.MESSAGES_EACH,
                        0,
                        "Messages for each queue that is not busy, after declaring."),
                number(
                        Options.BUSY,
                        0,
                        "Queues, the first ones, that are then published to and consumed from."));
    }

    private static List<OptionSpec> waiting() {
        return List.of(number(Options.SECONDS, 120, "For how long."));
    }

    private static OptionSpec text(String name, String label, String value, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .defaultValue(value)
                .description(description)
                .build();
    }

    private static OptionSpec number(String name, long value, String description) {
        return OptionSpec.builder(name)
                .paramLabel("N")
                .type(Long.class)
                .defaultValue(String.valueOf(value))
                .description(description + " Default " + value + ".")
                .build();
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }
}
