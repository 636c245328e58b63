package dev.warren.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The keys that RabbitMQ knows and we do not use yet. A configuration that has them still starts
/// here.
record AcceptedKeys(List<KeyPattern> patterns) {

    private static final String RESOURCE = "accepted-keys.txt";

    AcceptedKeys {
        patterns = List.copyOf(patterns);
    }

    static AcceptedKeys load() {
        try (var in = AcceptedKeys.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is not in the jar");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AcceptedKeys of(String text) {
        return new AcceptedKeys(
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(KeyPattern::of)
                        .toList());
    }

    boolean contains(List<String> key) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(key));
    }
}
