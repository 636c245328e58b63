package dev.warren.cli.http;

import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.nio.file.Path;

/// What is said where the node cannot be asked: RabbitMQ's words above the reason and what to look
/// at, and its exit code. So it is too where the node does not let this program in.
final class Unreachable {

    private Unreachable() {}

    /// @param node that was meant
    /// @param data where it was looked for
    static Refused because(String why, String node, Path data) {
        return Refused.plain(
                ExitStatus.UNAVAILABLE,
                """
                Error: unable to perform an operation on node '%s'. Please see diagnostics information and suggestions below.

                %s

                DIAGNOSTICS
                ===========

                attempted to contact: [%s]

                Things to look at:

                 * is the node running? 'warren server --data-dir %s' starts it
                 * is this its data directory? --data-dir or WARREN_DATA_DIR name another
                 * may this user read the file admin.token in it? Only the user that runs the node may
                """
                        .formatted(node, why, node, data));
    }
}
