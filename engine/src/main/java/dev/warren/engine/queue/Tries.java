package dev.warren.engine.queue;

/// What a quorum queue has tried with a message.
///
/// @param returned how often it was handed out and came back
/// @param failed how many of these deliveries failed
public record Tries(int returned, int failed) {

    public static final Tries NONE = new Tries(0, 0);

    public boolean isNone() {
        return returned == 0 && failed == 0;
    }

    public Tries andReturned() {
        return new Tries(returned + 1, failed);
    }

    public Tries andFailed() {
        return new Tries(returned, failed + 1);
    }

    /// Both in one number, for [#of].
    public long packed() {
        return (long) returned << Integer.SIZE | failed;
    }

    public static Tries of(long packed) {
        return new Tries((int) (packed >>> Integer.SIZE), (int) packed);
    }
}
