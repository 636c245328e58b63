package dev.warren.conformance.durable;

import dev.warren.conformance.support.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Says to one broker which calls on its disk fail, while it runs. `conformance/faults` has the
/// language and the library that obeys; it is compiled here with the system's C compiler.
final class DiskFaults {

    /// Nothing can be synced, and what is written from now on is lost.
    static final String SYNC_FAILS = "sync EIO .wal\nwrite LOST .wal\n";

    /// Writes are lost and nobody says so.
    static final String LOSES_WRITES = "write LOST .wal\n";

    static final String WRITE_FAILS = "write EIO .wal\n";

    /// There is room for no further file.
    static final String FULL = "create ENOSPC /wal/\n";

    /// There is room for some of a further file.
    static final String FULL_WHILE_FILLING = "write ENOSPC /wal/new-\n";

    private static final class Library {
        private static final Path FILE = compile();

        private static Path compile() {
            Path library = Path.of("target", "faults", "disk_faults.so").toAbsolutePath();
            Path source = Broker.root().resolve("conformance/faults/disk_faults.c");
            try {
                Files.createDirectories(library.getParent());
                Process compiler =
                        new ProcessBuilder(
                                        "cc",
                                        "-shared",
                                        "-fPIC",
                                        "-O1",
                                        "-Wall",
                                        "-Werror",
                                        "-o",
                                        library.toString(),
                                        source.toString(),
                                        "-ldl")
                                .inheritIO()
                                .start();
                if (compiler.waitFor() != 0) {
                    throw new IllegalStateException("cannot compile " + source);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return library;
        }
    }

    private final Path rules;

    DiskFaults() throws IOException {
        rules = Files.createTempFile(Library.FILE.getParent(), "rules-", "");
        heal();
    }

    /// Whether there is a Warren of our own and a compiler.
    static boolean canBeMade() {
        return DurableWarren.isWarrenOurs()
                && System.getProperty("os.name", "").equals("Linux")
                && Files.isExecutable(Path.of("/usr/bin/cc"));
    }

    /// For the broker whose disk is to fail.
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", Library.FILE.toString(), "DISK_FAULTS", rules.toString());
    }

    /// From now on.
    void set(String text) throws IOException {
        Path fresh = rules.resolveSibling(rules.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, rules, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Nothing fails any more.
    void heal() throws IOException {
        Files.deleteIfExists(rules);
    }
}
