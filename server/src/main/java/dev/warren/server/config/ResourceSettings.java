package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Resources;
import java.util.List;

/// The part of the registry about what the node may use. See [Settings].
final class ResourceSettings {

    /// How much memory may be taken when nobody says.
    static final double MEMORY_SHARE = 0.6;

    static final Setting<Double> MEMORY_RELATIVE =
            Setting.optional(
                    "vm_memory_high_watermark.relative",
                    ValueType.FRACTION,
                    "share of memory at which publishers are held; 0.6 if nothing is said");
    static final Setting<Long> MEMORY_ABSOLUTE =
            Setting.optional(
                    "vm_memory_high_watermark.absolute",
                    ValueType.BYTES,
                    "the same in bytes, unless there is a share");
    static final Setting<Long> DISK_FREE_ABSOLUTE =
            Setting.of(
                    "disk_free_limit.absolute",
                    ValueType.BYTES,
                    50_000_000L,
                    "free disk space below which publishers are held");
    static final Setting<Double> DISK_FREE_RELATIVE =
            Setting.optional(
                    "disk_free_limit.relative",
                    ValueType.MULTIPLE,
                    "the same as a multiple of memory; wins over the absolute one");

    static final Setting<Long> MEMORY_TOTAL =
            Setting.optional(
                    "total_memory_available_override_value",
                    ValueType.BYTES,
                    "how much memory there is, for shares of it; found out unless set");

    static final List<Setting<?>> ALL =
            List.of(
                    MEMORY_RELATIVE,
                    MEMORY_ABSOLUTE,
                    DISK_FREE_ABSOLUTE,
                    DISK_FREE_RELATIVE,
                    MEMORY_TOTAL);

    private ResourceSettings() {}

    static Resources assemble(Values values) {
        return new Resources(memoryHigh(values), diskFree(values), values.orNull(MEMORY_TOTAL));
    }

    private static Watermark memoryHigh(Values values) {
        Double relative = values.orNull(MEMORY_RELATIVE);
        Long absolute = values.orNull(MEMORY_ABSOLUTE);
        if (relative != null) {
            return new Watermark.Relative(relative);
        }
        return absolute == null
                ? new Watermark.Relative(MEMORY_SHARE)
                : new Watermark.Absolute(absolute);
    }

    private static Watermark diskFree(Values values) {
        Double relative = values.orNull(DISK_FREE_RELATIVE);
        return relative == null
                ? new Watermark.Absolute(values.get(DISK_FREE_ABSOLUTE))
                : new Watermark.Relative(relative);
    }
}
