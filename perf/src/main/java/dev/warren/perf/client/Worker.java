package dev.warren.perf.client;

import dev.warren.perf.measure.Meter;
import io.netty.channel.EventLoop;

/// An event loop and the meter that it writes.
public record Worker(EventLoop loop, Meter meter) {}
