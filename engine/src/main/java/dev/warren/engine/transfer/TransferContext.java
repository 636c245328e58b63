package dev.warren.engine.transfer;

import dev.warren.engine.time.Clock;
import java.util.random.RandomGenerator;

/// What those who move messages ask of their node.
///
/// @param random one that any lane may ask
public record TransferContext(TransferRouting routing, Clock clock, RandomGenerator random) {}
