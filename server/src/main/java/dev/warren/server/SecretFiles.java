package dev.warren.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Variables whose value stands in a file: `RABBITMQ_DEFAULT_PASS_FILE` names a file with the value
/// of `RABBITMQ_DEFAULT_PASS`, as container platforms hand out secrets.
final class SecretFiles {

    private static final String ENDING = "_FILE";
    private static final int BYTES_MAX = 64 * 1024;

    private static final List<String> VARIABLES =
            List.of("RABBITMQ_DEFAULT_USER", "RABBITMQ_DEFAULT_PASS", "RABBITMQ_DEFAULT_VHOST");

    private SecretFiles() {}

    /// The environment with these values in it. A line end at the end of a file does not count.
    static Map<String, String> resolve(Map<String, String> environment) throws StartupException {
        Map<String, String> resolved = new HashMap<>(environment);
        for (String variable : VARIABLES) {
            String file = environment.getOrDefault(variable + ENDING, "");
            if (file.isEmpty()) {
                continue;
            }
            if (!environment.getOrDefault(variable, "").isEmpty()) {
                throw refused(variable, "it is set, and so is " + variable);
            }
            resolved.put(variable, text(variable, Path.of(file)));
        }
        return resolved;
    }

    private static String text(String variable, Path file) throws StartupException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(variable, file + " has more than " + BYTES_MAX + " bytes");
            }
            String text = Files.readString(file).replaceFirst("\\R\\z", "");
            if (text.isEmpty()) {
                throw refused(variable, file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw refused(variable, "cannot read " + e);
        }
    }

    private static StartupException refused(String variable, String why) {
        return new StartupException(ExitCode.CONFIGURATION, variable + ENDING + ": " + why);
    }
}
