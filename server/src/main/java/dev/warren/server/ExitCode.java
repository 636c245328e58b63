package dev.warren.server;

import java.util.Arrays;
import java.util.List;

/// How the process ends. Scripts and service managers read these numbers, so one is never given
/// another meaning.
public enum ExitCode {
    OK(0, "stopped as it was told to"),
    USAGE(64, "the command line was not understood"),
    CONFIGURATION(65, "the configuration has an unknown key or a wrong value, or cannot be read"),
    DATA_DIRECTORY_FOREIGN(66, "the data directory holds something that is not Warren's"),
    DATA_DIRECTORY_TOO_NEW(67, "the data directory was written by a newer Warren"),
    DATA_DIRECTORY_LOCKED(68, "the data directory is in use by another process"),
    CANNOT_LISTEN(69, "a port is in use, or an address cannot be listened on"),
    INTERNAL_ERROR(70, "a fault of Warren's own; the log says more"),
    DATA_DIRECTORY_UNUSABLE(71, "the data directory cannot be made, read or written"),
    /// Given by the launcher, which needs no JVM to say it.
    NO_JAVA(72, "no Java 25 or newer was found"),
    /// Given by the launcher.
    NOT_BUILT(73, "there are no jars to run: make build"),
    DISK_FAILED(
            74,
            "the disk failed: writing or syncing data, or reading back what was put aside for want of memory; nothing was confirmed after it");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }

    /// One line for each, for `--help`.
    static List<String> describe() {
        return Arrays.stream(values())
                .map(code -> "  %-4d %s".formatted(code.status, code.meaning))
                .toList();
    }
}
