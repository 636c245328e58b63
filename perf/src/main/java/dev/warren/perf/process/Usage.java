package dev.warren.perf.process;

/// Processor time, user and system, and resident memory.
public record Usage(double cpuSeconds, long residentBytes) {

    public static final Usage NONE = new Usage(0, 0);

    public Usage plus(Usage other) {
        return new Usage(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes);
    }

    /// The processor time that was used since then, with the memory that is held now.
    public Usage since(Usage earlier) {
        return new Usage(cpuSeconds - earlier.cpuSeconds, residentBytes);
    }

    /// 0 when there were no messages.
    public double cpuSecondsPerMillion(long messages) {
        return messages == 0 ? 0 : cpuSeconds * 1_000_000 / messages;
    }
}
