package dev.warren.server;

import dev.warren.management.view.HostFacts;
import dev.warren.server.config.LogLevel;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What this process may say of itself.
final class ProcessFacts {

    /// Variables that brokers look at.
    private static final Pattern OURS = Pattern.compile("(RABBITMQ|WARREN)_\\w+");

    /// Names whose values nobody is shown.
    private static final Pattern SECRET = Pattern.compile(".*(PASS|SECRET|COOKIE|TOKEN|KEY).*");

    /// The same of an argument that sets something, with or without its option before it.
    private static final Pattern SECRET_ARGUMENT =
            Pattern.compile(
                    "((?:--[\\w-]+=)?[^=]*(?:pass|secret|cookie|token|key)[^=]*=).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String HIDDEN = "********";

    private ProcessFacts() {}

    static HostFacts of(Logging logging) {
        LogFile file = logging.file();
        return new HostFacts(
                file == null ? null : file.path().toAbsolutePath().normalize(),
                consoleOrNull(logging),
                shown(System.getenv()),
                Stream.of(ProcessHandle.current().info().arguments().orElse(new String[0]))
                        .map(ProcessFacts::shown)
                        .toList());
    }

    private static @Nullable String consoleOrNull(Logging logging) {
        if (logging.console() == LogLevel.NONE) {
            return null;
        }
        return logging.style().isStandardError() ? "<stderr>" : "<stdout>";
    }

    /// An argument as it is, unless it sets something secret: `--set default_pass=...`.
    static String shown(String argument) {
        Matcher secret = SECRET_ARGUMENT.matcher(argument);
        return secret.matches() ? secret.group(1) + HIDDEN : argument;
    }

    /// Those that brokers look at, without secrets, except where these are: a name of a file says
    /// nothing.
    static Map<String, String> shown(Map<String, String> environment) {
        Map<String, String> shown = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (OURS.matcher(name).matches()) {
                boolean isSecret = SECRET.matcher(name).matches() && !name.endsWith("_FILE");
                shown.put(name, isSecret ? HIDDEN : value);
            }
        });
        return shown;
    }
}
