package dev.warren.management.sample;

/// How many things may have a history. Owned by the sampler's thread.
final class Places {

    private final int max;
    private int taken;

    Places(int max) {
        this.max = max;
    }

    /// False when there is none left: there are rates then, and no samples.
    boolean take() {
        if (taken >= max) {
            return false;
        }
        taken++;
        return true;
    }

    void giveBack() {
        taken--;
    }
}
