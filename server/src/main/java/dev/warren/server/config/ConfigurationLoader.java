package dev.warren.server.config;

import dev.warren.server.config.Sources.FileText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a configuration from its sources, later ones winning: the file, the environment, `--set`,
/// `--data-dir`.
///
/// Pure: the same sources on the same machine give the same result. It goes on after a problem, so
/// that one start names everything that is wrong. Used by one thread, for one reading.
public final class ConfigurationLoader {

    /// Warren's own environment variable that stands for a key; wins over RabbitMQ's.
    private static final String DATA_DIR_VARIABLE = "WARREN_DATA_DIR";

    private final AcceptedKeys acceptedKeys;
    private final Machine machine;
    private final Values values = new Values();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    private ConfigurationLoader(AcceptedKeys acceptedKeys, Machine machine) {
        this.acceptedKeys = acceptedKeys;
        this.machine = machine;
    }

    /// On a machine with so many cores, of which nothing else is known.
    static ConfigurationResult load(Sources sources, int cores) {
        return load(sources, new Machine(cores, "localhost", "localhost"));
    }

    public static ConfigurationResult load(Sources sources, Machine machine) {
        return new ConfigurationLoader(AcceptedKeys.load(), machine).read(sources);
    }

    /// One line for each key that we use: name, default, meaning. For `--help`.
    public static List<String> describeSettings() {
        return Settings.ALL.stream()
                .map(s -> String.format("%-34s %-8s %s", s.name(), s.fallbackText(), s.meaning()))
                .toList();
    }

    private ConfigurationResult read(Sources sources) {
        sources.files().forEach(file -> file(file, sources.environment()));
        environment(sources.environment());
        if (recordsTraces(sources.overrides())) {
            TracingVariables.assignments(sources.environment()).forEach(this::take);
        }
        sources.overrides().forEach(this::override);
        dataDirectory("--data-dir", sources.dataDirectory());
        return problems.isEmpty()
                ? new ConfigurationResult.Accepted(Settings.assemble(values, machine), warnings)
                : new ConfigurationResult.Refused(problems);
    }

    /// The command line, which is read last, may still say so.
    private boolean recordsTraces(List<String> overrides) {
        return values.get(TracingSettings.ENABLED)
                || overrides.contains(TracingSettings.ENABLED.name() + "=true");
    }

    private void file(FileText file, Map<String, String> environment) {
        int before = problems.size();
        ConfigurationText text = ConfigurationText.parse(file.name(), file.text(), environment);
        problems.addAll(text.problems());
        text.assignments().forEach(this::take);
        problems.subList(before, problems.size())
                .sort(Comparator.comparingInt(problem -> problem.origin().line()));
    }

    private void environment(Map<String, String> environment) {
        if (!NetworkSettings.namesListeners(values)) {
            EnvironmentKeys.listener(environment).forEach(this::take);
        }
        EnvironmentKeys.assignments(environment).forEach(this::take);
        EnvironmentRemarks.refusals(environment).forEach(problems::add);
        EnvironmentRemarks.warnings(environment).forEach(warnings::add);
        String directory = environment.get(DATA_DIR_VARIABLE);
        dataDirectory(DATA_DIR_VARIABLE, "".equals(directory) ? null : directory);
    }

    private void dataDirectory(String origin, @Nullable String directory) {
        if (directory != null) {
            take(new Assignment(Origin.of(origin), NodeSettings.DATA_DIR.name(), directory));
        }
    }

    /// A value on the command line is literal: the shell has done its quoting and its variables
    /// already.
    private void override(String text) {
        Origin origin = Origin.of("--set");
        int equals = text.indexOf('=');
        if (equals <= 0) {
            problems.add(new Problem(origin, "expected key=value, found '" + text + "'"));
            return;
        }
        take(
                new Assignment(
                        origin,
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip()));
    }

    private void take(Assignment assignment) {
        List<String> words = KeyPattern.words(assignment.key());
        for (Setting<?> setting : Settings.ALL) {
            if (setting.pattern().matches(words)) {
                store(setting, setting.pattern().variableOrNull(words), assignment);
                return;
            }
        }
        if (acceptedKeys.contains(words)) {
            warnings.add(
                    new Problem(
                            assignment.origin(),
                            "'"
                                    + assignment.key()
                                    + "' is a key of RabbitMQ that Warren does not use yet; it has no effect"));
        } else {
            problems.add(new Problem(assignment.origin(), unknown(assignment.key())));
        }
    }

    private void store(Setting<?> setting, @Nullable String name, Assignment assignment) {
        Object value = setting.type().parser().apply(assignment.value());
        if (value == null) {
            problems.add(
                    new Problem(
                            assignment.origin(),
                            "'%s' cannot be '%s': expected %s"
                                    .formatted(
                                            assignment.key(),
                                            assignment.value(),
                                            setting.type().expected())));
        } else {
            values.put(setting, name, assignment, value);
        }
    }

    private String unknown(String key) {
        List<KeyPattern> known =
                Stream.concat(
                                Settings.ALL.stream().map(Setting::pattern),
                                acceptedKeys.patterns().stream())
                        .toList();
        String nearest = NearestKey.orNull(key, known);
        String suggestion = nearest == null ? "" : "; did you mean '" + nearest + "'?";
        return "unknown key '" + key + "'" + suggestion;
    }
}
