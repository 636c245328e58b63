package dev.warren.engine.stream;

/// By which numbers a stream knows what it has delivered. One message goes to many consumers, so a
/// number names the consumer, and which of its deliveries it was.
final class Sequences {

    private Sequences() {}

    static long of(int consumer, int delivery) {
        return ((long) consumer << Integer.SIZE) | (delivery & 0xFFFF_FFFFL);
    }

    static int consumer(long sequence) {
        return (int) (sequence >>> Integer.SIZE);
    }
}
