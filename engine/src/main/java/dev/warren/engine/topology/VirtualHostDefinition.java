package dev.warren.engine.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual host as it was created: its name and what people wrote about it.
///
/// The default queue type is what `queue.declare` without `x-queue-type` means here; null leaves it
/// to the node. One that is protected cannot be deleted until it no longer is.
public record VirtualHostDefinition(
        String name,
        String description,
        List<String> tags,
        @Nullable String defaultQueueType,
        boolean isProtected) {

    public VirtualHostDefinition {
        tags = List.copyOf(tags);
    }

    public VirtualHostDefinition(
            String name, String description, List<String> tags, @Nullable String defaultQueueType) {
        this(name, description, tags, defaultQueueType, false);
    }

    public static VirtualHostDefinition of(String name) {
        return new VirtualHostDefinition(name, "", List.of(), null);
    }
}
