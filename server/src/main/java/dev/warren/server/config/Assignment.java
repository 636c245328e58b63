package dev.warren.server.config;

/// One `key = value`, as it was written and not yet understood.
public record Assignment(Origin origin, String key, String value) {}
