package dev.warren.perf.process;

/// Processor time, user and system, and resident memory.
public record Usage(double cpuSeconds, long residentBytes) {

    public static final Usage NONE = new Usage(0, 0);

    public Usage plus(Usage other) {
        return new Usage(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes);
    }
}
