package dev.warren.server.config;

/// How a line of a log is written.
public enum LogFormat {
    PLAINTEXT,
    /// One JSON object a line.
    JSON
}
