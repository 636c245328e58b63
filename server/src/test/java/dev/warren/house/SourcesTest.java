package dev.warren.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the sources for what STYLE.md forbids and no compiler sees.
class SourcesTest {

    private static final int LINES_MAX = 400;

    private static final Path ROOT = root();

    /// What may not stand in the main sources, and the files that are the one place for it.
    private static final Map<String, Set<String>> FORBIDDEN =
            Map.of(
                    "System\\.(currentTimeMillis|nanoTime)\\(", Set.of("SystemClock.java"),
                    "\\bsynchronized\\b", Set.of(),
                    "\\bThread\\.sleep\\(", Set.of(),
                    "\\bSystem\\.(out|err)\\b", Set.of("Main.java", "Console.java"),
                    "\\bMath\\.random\\(|\\bnew Random\\(|ThreadLocalRandom", Set.of(),
                    "(?m)^import [\\w.]+\\.\\*;", Set.of(),
                    "@author|\\bTODO\\b(?! #\\d)|\\bFIXME\\b|\\bXXX\\b", Set.of(),
                    "(?m)^    (public |private |protected )?static (?!final|class|record|enum|interface|abstract|sealed)[\\w<>?, \\[\\]@.]+ \\w+( =.*)?;",
                            Set.of());

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("STYLE.md"))) {
            here = here.getParent();
        }
        return here == null ? Path.of("") : here;
    }

    private static List<Path> sources(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/" + kind + "/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void mainSourcesHoldNothingForbidden() throws IOException {
        List<String> found = new ArrayList<>();

        for (Path file : sources("main")) {
            String text = Files.readString(file);
            FORBIDDEN.forEach((pattern, places) -> {
                var matcher = Pattern.compile(pattern).matcher(withoutComments(text));
                while (matcher.find()) {
                    if (!places.contains(file.getFileName().toString())) {
                        found.add(ROOT.relativize(file) + ": " + matcher.group().strip());
                    }
                }
            });
        }

        assertThat(found).isEmpty();
    }

    @Test
    void testsDoNotSleep() throws IOException {
        List<String> found = new ArrayList<>();

        for (Path file : sources("test")) {
            if (!file.endsWith("SourcesTest.java")
                    && Files.readString(file).contains("Thread.sleep(")) {
                found.add(ROOT.relativize(file).toString());
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void everyFileHoldsOneIdea() throws IOException {
        List<String> found = new ArrayList<>();

        for (Path file : sources("main")) {
            long lines;
            try (Stream<String> all = Files.lines(file)) {
                lines = all.count();
            }
            if (lines > LINES_MAX) {
                found.add(ROOT.relativize(file) + " has " + lines + " lines");
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageHasItsSign() throws IOException {
        List<String> missing = new ArrayList<>();

        for (Path file : sources("main")) {
            Path sign = file.resolveSibling("package-info.java");
            if (!Files.exists(sign) || !Files.readString(sign).contains("@NullMarked")) {
                missing.add(ROOT.relativize(file.resolveSibling("")).toString());
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^\\s*///?.*$", "").replaceAll("(?s)/\\*.*?\\*/", "");
    }
}
