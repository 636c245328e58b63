package dev.warren.engine.queue.home;

/// The homes that every contract test runs with.
enum Setup {
    LOCAL(false, false),
    /// Every read misses and every commit is late.
    LOCAL_SLOW(false, true),
    LOGGED(true, false),
    LOGGED_SLOW(true, true);

    final boolean logged;
    final boolean slow;

    Setup(boolean logged, boolean slow) {
        this.logged = logged;
        this.slow = slow;
    }
}
