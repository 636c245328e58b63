package dev.warren.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks every now and then whether the files of [TlsIdentity]s have changed, on a thread of its
/// own: a disk may take as long as it likes. There is none without TLS.
///
/// A certificate and its key are two files, and whoever replaces them writes one after the other.
/// So changed files are read when they have stayed the same for one more look.
public final class TlsFileWatch implements AutoCloseable {

    /// How often it looks; a change is in use after two looks.
    static final long LOOK_MILLIS = 2_000;

    private final List<Watched> all;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("tls-files").daemon().factory());

    /// By what a change is seen. `file` is the inode, where there is one.
    private record Stamp(long modifiedMillis, long bytes, String file) {

        private static final Stamp MISSING = new Stamp(0, -1, "");

        static Stamp of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(
                        attributes.lastModifiedTime().toMillis(),
                        attributes.size(),
                        String.valueOf(attributes.fileKey()));
            } catch (IOException ignoredAFileThatIsReplacedMayBeMissing) {
                return MISSING;
            }
        }
    }

    /// The files of one identity. Owned by whoever looks.
    private static final class Watched {

        private final TlsIdentity identity;
        private Map<Path, Stamp> used;
        private Map<Path, Stamp> last;

        Watched(TlsIdentity identity) {
            this.identity = identity;
            this.used = stamps();
            this.last = used;
        }

        void look() {
            Map<Path, Stamp> now = stamps();
            if (!now.equals(used) && now.equals(last)) {
                used = now;
                identity.reload();
            }
            last = now;
        }

        private Map<Path, Stamp> stamps() {
            Map<Path, Stamp> stamps = new HashMap<>();
            identity.files().forEach(file -> stamps.put(file, Stamp.of(file)));
            return stamps;
        }
    }

    /// The files count as they are now.
    public TlsFileWatch(List<TlsIdentity> identities) {
        this.all = identities.stream().map(Watched::new).toList();
    }

    /// Looks from now on.
    public void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// One look at all files.
    void look() {
        all.forEach(Watched::look);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
