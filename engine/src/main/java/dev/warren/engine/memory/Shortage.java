package dev.warren.engine.memory;

/// What a node can be short of. Publishers wait while there is any shortage.
public enum Shortage {
    /// The load holds as many bytes as the limit allows.
    MEMORY("memory", "the load holds more than vm_memory_high_watermark"),
    /// The disk has less free space than the limit asks for.
    DISK_FREE("disk", "free space is below disk_free_limit"),
    /// The log has found no room for its next file.
    DISK_FULL("disk", "there is no room for another file of the log"),
    /// A stream has found no room for what was published to it.
    STREAM_DISK_FULL("disk", "there is no room for what streams append"),
    /// Somebody has said so, to see what happens or to hold publishers.
    MEMORY_SAID("memory", "an operator has set this alarm"),
    /// The same of the disk.
    DISK_SAID("disk", "an operator has set this alarm"),
    /// More waits to be written than should. A matter of moments, of which clients are not told.
    DISK_BEHIND("", "the disk is behind"),
    /// The same of what waits to be written to streams.
    STREAMS_BEHIND("", "the disk is behind with streams");

    private final String resource;
    private final String meaning;

    Shortage(String resource, String meaning) {
        this.resource = resource;
        this.meaning = meaning;
    }

    /// What clients are told is low: `memory` or `disk`. Empty if they are not told.
    public String resource() {
        return resource;
    }

    String meaning() {
        return meaning;
    }

    boolean isToBeTold() {
        return !resource.isEmpty();
    }
}
