package dev.warren.server;

import dev.warren.server.config.Sources;
import dev.warren.server.config.Sources.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds and reads the files of a configuration: the one of the command line or of
/// `RABBITMQ_CONFIG_FILE`, and those of `RABBITMQ_CONFIG_FILES`, where later ones win.
final class ConfigurationFiles {

    static final String FILE = "RABBITMQ_CONFIG_FILE";
    static final String FILES = "RABBITMQ_CONFIG_FILES";

    /// More files than this in a directory are a mistake.
    static final int FILES_MAX = 1_000;

    private static final String ADVANCED = "advanced.config";
    private static final String ENDING = ".conf";
    private static final String ANY_CONF = "*" + ENDING;

    private ConfigurationFiles() {}

    /// @param given on the command line; wins over `RABBITMQ_CONFIG_FILE`
    static List<FileText> read(@Nullable Path given, Map<String, String> environment)
            throws StartupException {
        List<FileText> texts = new ArrayList<>();
        for (Path file : files(given == null ? named(environment) : given)) {
            texts.add(new FileText(file.toString(), text(file)));
        }
        String more = environment.getOrDefault(FILES, "");
        if (!more.isEmpty()) {
            for (Path file : pattern(more)) {
                texts.add(new FileText(file.toString(), text(file)));
            }
        }
        return texts;
    }

    /// Names the file of Erlang terms where RabbitMQ would find it: beside the main file, unless a
    /// variable says otherwise.
    static Map<String, String> withAdvanced(@Nullable Path given, Map<String, String> environment) {
        Path main = given == null ? named(environment) : given;
        if (main == null || !environment.getOrDefault(Sources.ADVANCED, "").isEmpty()) {
            return environment;
        }
        Path file =
                Files.isDirectory(main) ? main.resolve(ADVANCED) : main.resolveSibling(ADVANCED);
        if (!Files.exists(file)) {
            return environment;
        }
        Map<String, String> more = new HashMap<>(environment);
        more.put(Sources.ADVANCED, file.toString());
        return more;
    }

    /// RabbitMQ's variable may leave out the ending.
    private static @Nullable Path named(Map<String, String> environment) {
        String name = environment.getOrDefault(FILE, "");
        if (name.isEmpty()) {
            return null;
        }
        Path whole = Path.of(name + ENDING);
        return !Files.exists(Path.of(name)) && Files.exists(whole) ? whole : Path.of(name);
    }

    private static List<Path> files(@Nullable Path file) throws StartupException {
        return file == null ? List.of() : Files.isDirectory(file) ? inside(file) : List.of(file);
    }

    /// A directory, a file, or all files with the usual ending in a directory: `/etc/w/*.conf`. A
    /// directory that is not there has no files.
    private static List<Path> pattern(String text) throws StartupException {
        Path path = Path.of(text);
        Path last = path.getFileName();
        Path parent = path.getParent();
        if (last != null && last.toString().equals(ANY_CONF) && parent != null) {
            return Files.isDirectory(parent) ? inside(parent) : List.of();
        }
        return Files.exists(path) ? files(path) : List.of();
    }

    /// In the order of their names.
    private static List<Path> inside(Path directory) throws StartupException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> found =
                    all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
            if (found.size() > FILES_MAX) {
                throw unreadable(directory, "it has more than " + FILES_MAX + " files");
            }
            return found;
        } catch (IOException e) {
            throw unreadable(directory, e.toString());
        }
    }

    private static String text(Path file) throws StartupException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ignoredTheFileIsInTheText) {
            throw unreadable(file, "there is no such file");
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        }
    }

    private static StartupException unreadable(Path file, String why) {
        return new StartupException(
                ExitCode.CONFIGURATION, "cannot read the configuration " + file + ": " + why);
    }
}
