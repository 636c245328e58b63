package dev.warren.server;

import dev.warren.server.config.ServerConfiguration.Resources;

/// What shares of memory are shares of, in bytes.
///
/// @param heap for what the load holds: the Java heap, or less where the configuration says how
///   much memory there is
/// @param machine for space on the disk: the machine's or container's memory, or what the
///   configuration says
record MemoryBasis(long heap, long machine) {

    static MemoryBasis of(Resources resources) {
        return of(resources, Runtime.getRuntime().maxMemory(), MachineMemory.bytes());
    }

    /// More than the heap holds cannot be had, whatever is said.
    static MemoryBasis of(Resources resources, long heap, long machine) {
        Long told = resources.memoryTotal();
        return told == null
                ? new MemoryBasis(heap, machine)
                : new MemoryBasis(Math.min(heap, told), told);
    }
}
