package dev.warren.server.data;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What `node.id` says: the node's identity, for life, and the format of everything beside it.
///
/// ```
/// warren data directory
/// format = 1
/// node = 7e2c0a3e-...
/// ```
public record NodeId(int format, UUID uuid) {

    /// The format that this version writes and the newest it reads.
    public static final int FORMAT = 1;

    private static final String TITLE = "warren data directory";

    String text() {
        return TITLE + "\nformat = " + format + "\nnode = " + uuid + "\n";
    }

    /// Null if this is not a text of ours. The format is read even if it is newer than ours.
    static @Nullable NodeId parseOrNull(String text) {
        if (!text.startsWith(TITLE + "\n")) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : text.lines().skip(1).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        try {
            return new NodeId(
                    Integer.parseInt(fields.getOrDefault("format", "")),
                    UUID.fromString(fields.getOrDefault("node", "")));
        } catch (IllegalArgumentException ignoredNotANumberOrUuid) {
            return null;
        }
    }
}
