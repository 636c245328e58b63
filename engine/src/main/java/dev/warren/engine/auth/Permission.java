package dev.warren.engine.auth;

/// What a user may do in a virtual host: the names of queues and exchanges it may configure, write
/// to, read from.
public record Permission(NamePattern configure, NamePattern write, NamePattern read) {

    public static final Permission ALL = of(".*", ".*", ".*");

    /// Throws [java.util.regex.PatternSyntaxException] when one is not a regular expression.
    public static Permission of(String configure, String write, String read) {
        return new Permission(
                NamePattern.of(configure), NamePattern.of(write), NamePattern.of(read));
    }

    NamePattern of(Right right) {
        return switch (right) {
            case CONFIGURE -> configure;
            case WRITE -> write;
            case READ -> read;
        };
    }
}
