package dev.warren.engine.auth;

import dev.warren.codec.value.ShortString;
import java.util.Map;

/// Which keys of one topic exchange a user may publish with, and which it may bind queues with.
///
/// The texts are regular expressions in which `{username}`, `{vhost}` and, for protocols that have
/// one, `{client_id}` stand for what the user has. The values are taken literally: a name with a
/// dot in it matches only itself.
public record TopicPermission(TopicPattern write, TopicPattern read) {

    /// Throws [java.util.regex.PatternSyntaxException] when one is not a regular expression.
    public static TopicPermission of(String write, String read) {
        return new TopicPermission(TopicPattern.of(write), TopicPattern.of(read));
    }

    /// There is nothing to configure in a key.
    boolean may(Right right, ShortString key, Map<String, String> variables) {
        return switch (right) {
            case CONFIGURE -> false;
            case WRITE -> write.matches(key, variables);
            case READ -> read.matches(key, variables);
        };
    }
}
