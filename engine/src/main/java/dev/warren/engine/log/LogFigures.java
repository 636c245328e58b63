package dev.warren.engine.log;

/// How large a log is, how much of it is alive, and how much of the disk it takes beyond what is
/// fair: dead bytes in sealed files, less the live ones and four files.
public record LogFigures(int files, long bytes, long aliveBytes, long debtBytes) {}
