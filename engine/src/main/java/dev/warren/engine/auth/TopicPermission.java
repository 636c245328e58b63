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

    public boolean mayWrite(ShortString key, Map<String, String> variables) {
        return write.matches(key, variables);
    }

    public boolean mayRead(ShortString key, Map<String, String> variables) {
        return read.matches(key, variables);
    }
}
