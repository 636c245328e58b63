package dev.warren.engine.log;

/// How large a log is, and how much of it is alive.
public record LogFigures(int files, long bytes, long aliveBytes) {}
