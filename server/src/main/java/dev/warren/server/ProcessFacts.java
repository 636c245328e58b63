package dev.warren.server;

import dev.warren.management.view.HostFacts;
import dev.warren.server.config.LogLevel;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What this process may say of itself.
final class ProcessFacts {

    /// Variables that brokers look at.
    private static final Pattern OURS = Pattern.compile("(RABBITMQ|WARREN)_\\w+");

    /// Names whose values nobody is shown.
    private static final Pattern SECRET =
            Pattern.compile(
                    ".*(pass|secret|cookie|token|key|erl_args|start_args).*",
                    Pattern.CASE_INSENSITIVE);

    /// A user with a password in an address.
    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("//[^/@\\s]*@");

    /// The same of an argument that sets something, with or without its option before it.
    private static final Pattern SECRET_ARGUMENT =
            Pattern.compile(
                    "((?:--[\\w-]+=)?[^=]*(?:pass|secret|cookie|token|key)[^=]*=).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String HIDDEN = "********";

    private ProcessFacts() {}

    static HostFacts of(ServerConfiguration configuration) {
        Logging logging = configuration.logging();
        LogFile file = logging.file();
        return new HostFacts(
                file == null ? null : file.path().toAbsolutePath().normalize(),
                consoleOrNull(logging),
                shown(System.getenv()),
                shown(List.of(ProcessHandle.current().info().arguments().orElse(new String[0]))),
                configuration.settings());
    }

    private static @Nullable String consoleOrNull(Logging logging) {
        if (logging.console() == LogLevel.NONE) {
            return null;
        }
        return logging.style().isStandardError() ? "<stderr>" : "<stdout>";
    }

    /// Arguments as they are, but for what sets something secret: `--set default_pass=...`,
    /// `--password ...`.
    static List<String> shown(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        boolean isSecret = false;
        for (String argument : arguments) {
            shown.add(isSecret ? HIDDEN : shown(argument));
            isSecret =
                    argument.startsWith("-")
                            && !argument.contains("=")
                            && SECRET.matcher(argument).matches();
        }
        return shown;
    }

    private static String shown(String argument) {
        Matcher secret = SECRET_ARGUMENT.matcher(argument);
        return withoutLogin(secret.matches() ? secret.group(1) + HIDDEN : argument);
    }

    private static String withoutLogin(String text) {
        return LOGIN_IN_ADDRESS.matcher(text).replaceAll("//" + HIDDEN + "@");
    }

    /// Those that brokers look at, without secrets, except where these are: a name of a file says
    /// nothing.
    static Map<String, String> shown(Map<String, String> environment) {
        Map<String, String> shown = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (OURS.matcher(name).matches()) {
                boolean isSecret = SECRET.matcher(name).matches() && !name.endsWith("_FILE");
                shown.put(name, isSecret ? HIDDEN : withoutLogin(value));
            }
        });
        return shown;
    }
}
