package dev.warren.management.view;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the HTTP API says of the process, which nobody but its owner knows.
///
/// @param logFile where the log is written to, or null
/// @param console what the log is written to besides, `<stdout>`, or null
/// @param environment what the process was started with, as far as brokers look at it; secrets are
///   left out
/// @param arguments what stood on its command line
/// @param settings those in effect since its start, in order, each as a configuration file says it;
///   secrets are left out
public record HostFacts(
        @Nullable Path logFile,
        @Nullable String console,
        Map<String, String> environment,
        List<String> arguments,
        SortedMap<String, String> settings) {

    /// Of a process of which nothing is known.
    public static final HostFacts NONE =
            new HostFacts(null, null, Map.of(), List.of(), new TreeMap<>());

    public HostFacts {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
        settings = Collections.unmodifiableSortedMap(settings);
    }

    /// Where the log is, the file first.
    public List<String> logs() {
        return Stream.of(logFile == null ? "" : logFile.toString(), console == null ? "" : console)
                .filter(place -> !place.isEmpty())
                .toList();
    }
}
