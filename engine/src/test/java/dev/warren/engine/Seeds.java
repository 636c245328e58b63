package dev.warren.engine;

/// The seeds that a simulation plays: by default so many as a test run has time for.
///
/// The properties `warren.seeds` and `warren.seeds.from` ask for more, or for others.
public final class Seeds {

    /// What is done with one seed.
    @FunctionalInterface
    public interface Play {
        void with(long seed) throws Exception;
    }

    /// What a simulation with this many seeds by default plays them all of, when asked for so many.
    private static final int WHOLE = 1_000;

    private final long from;
    private final long count;
    private final boolean isMany;

    private Seeds(long from, long count, boolean isMany) {
        this.from = from;
        this.count = count;
        this.isMany = isMany;
    }

    /// @param byDefault how many, unless somebody asks for more; slow ones with fewer by default
    ///   get fewer of those too
    public static Seeds of(int byDefault) {
        long asked = Long.getLong("warren.seeds", WHOLE);
        return new Seeds(
                Long.getLong("warren.seeds.from", 0),
                Math.max(1, asked * byDefault / WHOLE),
                asked >= WHOLE);
    }

    /// Checks what only a whole run shows: that every path is walked by some of them.
    public void ifMany(Runnable check) {
        if (isMany) {
            check.run();
        }
    }

    /// Plays them one after the other. The first that fails is named.
    public void play(Play play) {
        for (long seed = from; seed < from + count; seed++) {
            try {
                play.with(seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
