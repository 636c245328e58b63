package dev.warren.perf.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process and all its descendants, read from `/proc`.
public final class ProcessTree {

    private final Path proc;
    private final long pid;

    /// @param proc `/proc`, or another directory of that form
    public ProcessTree(Path proc, long pid) {
        this.proc = proc;
        this.pid = pid;
    }

    /// What the tree has used so far and holds now; [Usage#NONE] when there is no such process.
    public Usage usage() {
        List<ProcessStat> all = all();
        Set<Long> tree = new HashSet<>(Set.of(pid));
        for (boolean isGrowing = true; isGrowing; ) {
            isGrowing = false;
            for (ProcessStat stat : all) {
                isGrowing |= tree.contains(stat.parent()) && tree.add(stat.pid());
            }
        }
        Usage sum = Usage.NONE;
        for (ProcessStat stat : all) {
            if (tree.contains(stat.pid())) {
                sum = sum.plus(new Usage(stat.cpuSeconds(), residentBytes(stat.pid())));
            }
        }
        return sum;
    }

    private List<ProcessStat> all() {
        try (Stream<Path> entries = Files.list(proc)) {
            return entries.filter(ProcessTree::isProcess)
                    .map(entry -> textOrNull(entry.resolve("stat")))
                    .<ProcessStat>mapMulti((text, out) -> {
                        if (text != null) {
                            out.accept(ProcessStat.parse(text));
                        }
                    })
                    .toList();
        } catch (IOException ignoredThereIsNoSuchDirectoryHere) {
            return List.of();
        }
    }

    private static boolean isProcess(Path entry) {
        return Character.isDigit(entry.getFileName().toString().charAt(0));
    }

    private long residentBytes(long process) {
        String text = textOrNull(proc.resolve(String.valueOf(process)).resolve("status"));
        return text == null ? 0 : ProcessStat.residentBytes(text);
    }

    private static @Nullable String textOrNull(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ignoredTheProcessHasGone) {
            return null;
        }
    }
}
