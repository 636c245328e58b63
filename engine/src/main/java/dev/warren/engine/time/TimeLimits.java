package dev.warren.engine.time;

import java.util.concurrent.TimeUnit;

/// What times that users give may be.
public final class TimeLimits {

    /// As long as anything may be told to wait or to live: ten years of 365 days, as in RabbitMQ.
    public static final long WAIT_MAX_MILLIS = TimeUnit.DAYS.toMillis(3650);

    private TimeLimits() {}
}
