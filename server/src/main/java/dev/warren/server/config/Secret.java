package dev.warren.server.config;

/// A text that must not get into a log by being printed with the record that holds it.
public record Secret(String text) {

    @Override
    public String toString() {
        return "(secret)";
    }
}
