package dev.warren.engine.log;

/// How much disk the log takes beyond what is fair: dead bytes in sealed files, less as much as is
/// alive, less four files. Whenever there is any, some file is more than half dead.
///
/// With it the whole log takes at most about twice what is alive, four files, and the limit at
/// which publishers are slowed down. Used by any thread; exact on the writer.
final class Debt {

    private static final int FILES_ALLOWED = 4;

    private final FileTable files;
    private final long allowedBytes;
    private final long maxBytes;

    Debt(FileTable files, LogOptions options) {
        this.files = files;
        this.allowedBytes = FILES_ALLOWED * options.fileBytes();
        this.maxBytes = options.debtMaxBytes();
    }

    /// Negative when there is none.
    long bytes() {
        long dead = 0;
        long alive = 0;
        long deadInLast = 0;
        for (WalFile file : files.all()) {
            deadInLast = file.sizeBytes - file.liveBytes;
            dead += deadInLast;
            alive += file.liveBytes;
        }
        return dead - deadInLast - alive - allowedBytes;
    }

    /// How long to wait between two pieces of work: the more is owed, the shorter.
    long pauseMillis(long most) {
        long high = Math.max(1, maxBytes / 2);
        long owed = Math.clamp(bytes(), 0, high);
        return most * (high - owed) / high;
    }
}
