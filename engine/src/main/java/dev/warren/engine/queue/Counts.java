package dev.warren.engine.queue;

/// How much a queue holds and how many consume from it.
public record Counts(long ready, long unacked, int consumers) {}
