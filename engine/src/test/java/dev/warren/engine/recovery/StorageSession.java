package dev.warren.engine.recovery;

/// A channel, as far as a queue knows it.
final class StorageSession {

    final long number;
    boolean isOpen = true;

    StorageSession(long number) {
        this.number = number;
    }
}
