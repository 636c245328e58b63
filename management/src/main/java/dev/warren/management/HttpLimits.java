package dev.warren.management;

/// What one connection of a client to an HTTP server may take.
///
/// @param idleMillisMax a socket on which nothing moves for so long is closed; 0 for never
/// @param requestsMax so many requests are answered on one socket before it is closed
public record HttpLimits(int idleMillisMax, int requestsMax) {

    public static final HttpLimits STANDARD = new HttpLimits(60_000, Integer.MAX_VALUE);
}
