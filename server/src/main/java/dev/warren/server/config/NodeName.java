package dev.warren.server.config;

import java.util.regex.Pattern;

/// How a node is called: `rabbit@host`. RabbitMQ's tools know the shape, so it is kept to.
record NodeName(String id, String host) {

    /// What stands before the host of a node that nobody has named.
    static final String PREFIX = "rabbit";

    /// As much as a name of Erlang's may have.
    private static final int LENGTH_MAX = 255;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern ID_AND_HOST = Pattern.compile(ID + "@[A-Za-z0-9_.:-]+");

    /// Whether this is a name, with a host or without.
    static boolean isName(String text) {
        return text.length() <= LENGTH_MAX
                && (ID.matcher(text).matches() || ID_AND_HOST.matcher(text).matches());
    }

    /// A name that may have a host behind an `@`, and the host it has otherwise.
    static NodeName of(String name, String host) {
        int at = name.indexOf('@');
        return at < 0
                ? new NodeName(name, host)
                : new NodeName(name.substring(0, at), name.substring(at + 1));
    }

    /// The same on another host.
    NodeName at(String other) {
        return new NodeName(id, other);
    }

    String text() {
        return id + "@" + host;
    }
}
