package dev.warren.server.config;

/// An amount at which the broker stops reading from publishers: memory that is taken, or disk space
/// that must stay free.
public sealed interface Watermark {

    /// The mark in bytes, on a machine (or in a container, or in a heap) with this much memory.
    long bytes(long totalBytes);

    record Relative(double fraction) implements Watermark {
        @Override
        public long bytes(long totalBytes) {
            return (long) (totalBytes * fraction);
        }
    }

    record Absolute(long bytes) implements Watermark {
        @Override
        public long bytes(long totalBytes) {
            return bytes;
        }
    }
}
