package dev.warren.server;

import ch.qos.logback.classic.LoggerContext;
import dev.warren.server.config.ConfigurationLoader;
import dev.warren.server.config.ConfigurationResult;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.Problem;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Logging;
import dev.warren.server.config.Sources;
import dev.warren.server.data.DataDirectory;
import dev.warren.server.data.DataDirectoryResult;
import dev.warren.server.data.DataDirectoryResult.Foreign;
import dev.warren.server.data.DataDirectoryResult.Locked;
import dev.warren.server.data.DataDirectoryResult.Opened;
import dev.warren.server.data.DataDirectoryResult.TooNew;
import dev.warren.server.data.DataDirectoryResult.Unusable;
import dev.warren.server.logging.LoggingSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `warren server`: configuration, ports, data directory, log, node, and then waits. Each step may
/// refuse with one clear text and an [ExitCode]; the steps that only look come first, so that a
/// refused start changes nothing.
final class ServerCommand {

    private final String version;
    private final Map<String, String> environment;

    ServerCommand(String version, Map<String, String> environment) {
        this.version = version;
        this.environment = environment;
    }

    /// Returns when the node has ended by itself; a signal ends the process without returning.
    ExitCode run(ServerOptions options) throws StartupException {
        Sources sources = options.read(environment);
        Accepted accepted = configuration(sources);
        ServerConfiguration configuration = accepted.configuration();
        PortCheck.check(configuration.network().listeners());
        PortCheck.check(configuration.network().tls().listeners());
        PortCheck.check(configuration.management().listeners());
        ServerConfiguration.MetricsDoor metrics = configuration.monitoring().metrics();
        if (metrics != null) {
            PortCheck.check(metrics.where().listeners());
        }
        NodeTls tls = NodeTls.load(configuration);
        DataDirectory directory = open(configuration.identity().dataDirectory());
        LoggerContext context = logging(configuration.logging());
        Logger log = LoggerFactory.getLogger(ServerCommand.class);
        log.info("Starting Warren {} on Java {}", version, Runtime.version());
        ServerConfiguration.Names names = configuration.identity().names();
        log.info("node: {}, cluster: {}", names.node(), names.cluster());
        log.info("config file(s) : {}", files(sources));
        log.info("data directory: {}, node {}", directory.path(), directory.id().uuid());
        accepted.warnings().forEach(warning -> log.warn("{}", warning));
        NodeProcess node = Node.start(configuration, directory, tls, version);
        var shutdown = new Shutdown(node, directory, context);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "shutdown"));
        node.listening().forEach(address -> log.info("started {}", address));
        CompletableFuture.anyOf(node.opened(), node.ended()).join();
        if (!node.ended().isDone() && !shutdown.isAsked()) {
            log.info("Server startup complete; 0 plugins started.");
        }
        return shutdown.awaitEnd();
    }

    private static Accepted configuration(Sources sources) throws StartupException {
        ConfigurationResult loaded = ConfigurationLoader.load(sources, MachineNames.machine());
        if (loaded instanceof Refused(List<Problem> problems)) {
            throw new StartupException(
                    ExitCode.CONFIGURATION,
                    problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return (Accepted) loaded;
    }

    /// In RabbitMQ's words, which tools look for that mount a file into a container.
    private static String files(Sources sources) {
        return sources.files().isEmpty()
                ? "(none)"
                : sources.files().stream()
                        .map(Sources.FileText::name)
                        .collect(Collectors.joining(", "));
    }

    private static DataDirectory open(Path path) throws StartupException {
        DataDirectoryResult result = DataDirectory.open(path, UUID::randomUUID);
        if (result instanceof DataDirectoryResult.Refused refused) {
            throw new StartupException(code(refused), refused.text());
        }
        return ((Opened) result).directory();
    }

    private static ExitCode code(DataDirectoryResult.Refused refused) {
        return switch (refused) {
            case Locked _ -> ExitCode.DATA_DIRECTORY_LOCKED;
            case Foreign _ -> ExitCode.DATA_DIRECTORY_FOREIGN;
            case TooNew _ -> ExitCode.DATA_DIRECTORY_TOO_NEW;
            case Unusable _ -> ExitCode.DATA_DIRECTORY_UNUSABLE;
        };
    }

    private static LoggerContext logging(Logging logging) throws StartupException {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        try {
            LoggingSetup.apply(context, logging, ZoneId.systemDefault());
        } catch (IOException e) {
            throw new StartupException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
        return context;
    }
}
