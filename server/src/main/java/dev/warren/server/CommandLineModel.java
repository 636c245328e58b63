package dev.warren.server;

import dev.warren.server.config.ConfigurationLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The words of the command line and the text of `--help`, built by calls: no annotations are
/// looked up at start.
final class CommandLineModel {

    static final String SERVER = "server";

    static final String DATA_DIR = "--data-dir";
    static final String CONFIG = "--config";
    static final String SET = "--set";
    private static final int WIDTH = 120;

    private CommandLineModel() {}

    static CommandSpec warren(String version) {
        CommandSpec spec =
                CommandSpec.create()
                        .name("warren")
                        .version("Warren " + version)
                        .mixinStandardHelpOptions(true)
                        .addSubcommand(SERVER, server());
        spec.usageMessage()
                .width(WIDTH)
                .customSynopsis(
                        "warren server [--data-dir DIR] [--config FILE] [--set key=value]...",
                        "       warren --help | --version")
                .description("A message broker that RabbitMQ clients use unchanged.")
                .footer(footer());
        return spec;
    }

    private static CommandSpec server() {
        CommandSpec spec =
                CommandSpec.create()
                        .addOption(
                                text(
                                        DATA_DIR,
                                        "DIR",
                                        "Where everything durable is; ./data unless given."))
                        .addOption(
                                OptionSpec.builder(CONFIG)
                                        .paramLabel("FILE")
                                        .type(Path.class)
                                        .description(
                                                "A configuration in the format of rabbitmq.conf.")
                                        .build())
                        .addOption(
                                OptionSpec.builder(SET)
                                        .paramLabel("key=value")
                                        .type(List.class)
                                        .auxiliaryTypes(String.class)
                                        .arity("1")
                                        .description(
                                                "One key of the configuration; wins over the file. May be repeated.")
                                        .build());
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        spec.usageMessage()
                .width(WIDTH)
                .description("Runs a broker in the foreground until SIGTERM or Ctrl+C.")
                .footer(footer());
        return spec;
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    private static String[] footer() {
        List<String> lines = new ArrayList<>();
        lines.add("%nEnvironment:");
        lines.add("  WARREN_DATA_DIR   as --data-dir, which wins over it");
        lines.add("  RABBITMQ_*        those of RabbitMQ's image: see docs/user/configuration.md");
        lines.add("  WARREN_JAVA_OPTS  flags for the JVM, after our own, so that they win");
        lines.add("  JAVA_HOME         the Java to run on, if it is 25 or newer");
        lines.add("%nKeys of the configuration, their defaults and what they mean:");
        ConfigurationLoader.describeSettings().forEach(line -> lines.add("  " + escaped(line)));
        lines.add("%nExit codes:");
        ExitCode.describe().forEach(line -> lines.add(escaped(line)));
        return lines.toArray(String[]::new);
    }

    private static String escaped(String line) {
        return line.replace("%", "%%");
    }

    static ServerOptions options(ParseResult server) {
        return new ServerOptions(
                server.matchedOptionValue(CONFIG, null),
                server.matchedOptionValue(SET, List.of()),
                server.matchedOptionValue(DATA_DIR, null));
    }
}
