package dev.warren.engine.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks the owner, a piece at a time, to copy forward what is alive in a file that is more than
/// half dead. The more disk is owed ([Debt]), the faster. Owned by the writer.
final class CopyForward {

    /// The youngest sealed files are left alone as long as nothing is owed: most of what is in them
    /// will die by itself.
    static final int YOUNG_FILES = 4;

    private static final long PIECE_BYTES = 1 << 20;

    /// Small ones take more memory on their way than their bytes: some hundreds each.
    static final int PIECE_RECORDS = 4096;

    /// So many may be on their way. One that takes longer than a rest does not count any more.
    private static final int PIECES_MAX = 4;

    /// With the size of a piece this is the rate when little is owed: about 50 MB a second.
    private static final long PAUSE_MILLIS = 20;

    /// After that, what is still alive is asked for again.
    private static final long REST_MILLIS = 1000;

    /// What the owner was asked for.
    private record Piece(WalFile file, List<RecordInfo> alive) {

        boolean isDone() {
            return alive.stream()
                    .allMatch(info -> file.isSettled(Position.offset(info.position())));
        }
    }

    private final LogThreads threads;
    private final FileTable files;
    private final Survivors survivors;
    private final LogWriter writer;
    private final Debt debt;
    private final Deque<Piece> pieces = new ArrayDeque<>();

    /// Files that have been asked for just now.
    private final Set<Long> resting = new HashSet<>();

    private boolean isBusy;

    CopyForward(
            LogThreads threads, FileTable files, Survivors survivors, LogWriter writer, Debt debt) {
        this.threads = threads;
        this.files = files;
        this.survivors = survivors;
        this.writer = writer;
        this.debt = debt;
    }

    void look() {
        WalFile file = isBusy ? null : mostlyDeadOrNull();
        if (file == null) {
            return;
        }
        isBusy = true;
        FileIndex known = file.index;
        threads.background(() -> {
            try {
                FileIndex index = known != null ? known : Footer.readOrNull(file.file, file.number);
                threads.write(() -> copyFrom(file, index, 0));
            } catch (IOException e) {
                writer.fail(e);
            }
        });
    }

    /// The oldest; when something is owed, the one with which it is paid back fastest.
    private @Nullable WalFile mostlyDeadOrNull() {
        List<WalFile> all = new ArrayList<>(files.all());
        boolean owes = debt.bytes() > 0;
        int spared = owes ? 1 : 1 + YOUNG_FILES;
        WalFile best = null;
        for (WalFile file : all.subList(0, Math.max(0, all.size() - spared))) {
            boolean isMostlyDead = file.liveBytes > 0 && file.liveBytes < file.sizeBytes / 2;
            if (isMostlyDead
                    && !resting.contains(file.number)
                    && (best == null || owes && file.liveBytes < best.liveBytes)) {
                best = file;
            }
        }
        return best;
    }

    private void copyFrom(WalFile file, @Nullable FileIndex index, int from) {
        pieces.removeIf(Piece::isDone);
        if (pieces.size() >= PIECES_MAX) {
            threads.later(() -> copyFrom(file, index, from), PAUSE_MILLIS);
            return;
        }
        List<RecordInfo> alive = new ArrayList<>();
        long bytes = 0;
        int i = from;
        for (; index != null && i < index.count() && hasRoom(alive, bytes); i++) {
            if (index.counts(i) && !file.isSettled(index.offset(i))) {
                alive.add(index.info(i));
                bytes += index.length(i);
            }
        }
        if (alive.isEmpty()) {
            rest(file);
            return;
        }
        int next = i;
        Piece piece = new Piece(file, alive);
        pieces.add(piece);
        threads.background(() -> survivors.copyForward(alive));
        threads.later(() -> pieces.remove(piece), REST_MILLIS);
        threads.later(() -> copyFrom(file, index, next), debt.pauseMillis(PAUSE_MILLIS));
    }

    private static boolean hasRoom(List<RecordInfo> alive, long bytes) {
        return bytes < PIECE_BYTES && alive.size() < PIECE_RECORDS;
    }

    private void rest(WalFile file) {
        resting.add(file.number);
        threads.later(() -> rested(file), REST_MILLIS);
        threads.later(
                () -> {
                    isBusy = false;
                    look();
                },
                debt.bytes() > 0 ? PAUSE_MILLIS : REST_MILLIS);
    }

    private void rested(WalFile file) {
        resting.remove(file.number);
        look();
    }
}
