package dev.warren.server.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that rotation by time has put aside, `w.log.2026-11-21` or `w.log.2026-11-21.3`, with
/// `.gz` where they are packed. Only the newest are kept.
///
/// Logback could remove them too, but does it on threads that share one calendar: when a file is
/// put aside while the last removal is still under way, they take one day for another and remove
/// what is to be kept.
///
/// @param count how many are kept
record OldFiles(Path file, int count) {

    /// A file put aside, by when it was, and which of that time it is.
    private record Old(Path path, String time, int number) {}

    private static final Comparator<Old> NEWEST_FIRST =
            Comparator.comparing(Old::time).thenComparingInt(Old::number).reversed();

    private static final int UNNUMBERED = 0;

    /// Removes all but the newest.
    ///
    /// @throws IOException if they cannot be listed or removed; what could be removed is
    void removeOldest() throws IOException {
        for (Old old : list().stream().skip(count).toList()) {
            Files.deleteIfExists(old.path());
        }
    }

    private List<Old> list() throws IOException {
        Pattern name =
                Pattern.compile(
                        Pattern.quote(String.valueOf(file.getFileName()))
                                + "\\.(\\d{4}-[\\dW-]{2,8})(?:\\.(\\d{1,9}))?(?:\\.gz)?");
        try (var all = Files.list(file.toAbsolutePath().getParent())) {
            return all.flatMap(path -> old(path, name).stream()).sorted(NEWEST_FIRST).toList();
        }
    }

    private static List<Old> old(Path path, Pattern name) {
        Matcher is = name.matcher(String.valueOf(path.getFileName()));
        if (!is.matches()) {
            return List.of();
        }
        int number = is.group(2) == null ? UNNUMBERED : Integer.parseInt(is.group(2));
        return List.of(new Old(path, is.group(1), number));
    }
}
