package dev.warren.cli.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The node that the command is for: of the name that was given, or whichever runs where it is
/// looked for.
///
/// @param name may be without a host; null for any
/// @param host what follows where a name has none
public record WantedNode(@Nullable String name, String host) {

    /// Where Linux says how the machine is called.
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private static final String LOCALHOST = "localhost";

    /// What RabbitMQ calls a node that nobody has named.
    private static final String USUAL = "rabbit";

    /// The one of `--node`, of `RABBITMQ_NODENAME`, or any.
    public static WantedNode of(@Nullable String option, Map<String, String> environment) {
        String named = option == null ? environment.get("RABBITMQ_NODENAME") : option;
        return new WantedNode(named == null || named.isEmpty() ? null : named, machine());
    }

    private static String machine() {
        try {
            String name = Files.readString(KERNEL).strip();
            int dot = name.indexOf('.');
            String host = dot < 0 ? name : name.substring(0, dot);
            return host.isEmpty() ? LOCALHOST : host;
        } catch (IOException ignoredThisIsNoLinux) {
            return LOCALHOST;
        }
    }

    /// Whether a node that is called so is meant.
    boolean isMeant(String node) {
        return name == null
                || node.equals(name)
                || name.indexOf('@') < 0 && node.startsWith(name + "@");
    }

    /// How it is called where only this is known.
    String text() {
        String id = name == null ? USUAL : name;
        return id.indexOf('@') < 0 ? id + "@" + host : id;
    }
}
