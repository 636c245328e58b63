package dev.warren.management;

import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a server of HTTP: it listens no more, and requests that are under way have a little time.
final class HttpEnd {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEnd.class);

    private HttpEnd() {}

    /// Returns in any case: who stops a node has more to close than this, and the rest matters
    /// more.
    static void of(Javalin server, String what) {
        try {
            server.stop();
        } catch (JavalinException e) {
            LOG.warn("requests to {} were cut off: {}", what, String.valueOf(e.getCause()));
        }
    }
}
