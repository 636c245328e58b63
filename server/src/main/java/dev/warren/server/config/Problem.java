package dev.warren.server.config;

/// Something in the configuration that a person should read, with the place where it is written.
public record Problem(Origin origin, String text) {

    @Override
    public String toString() {
        return origin + ": " + text;
    }
}
