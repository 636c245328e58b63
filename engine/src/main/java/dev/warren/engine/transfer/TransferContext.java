package dev.warren.engine.transfer;

import dev.warren.engine.time.Clock;

/// What those who move messages ask of their node.
public record TransferContext(TransferRouting routing, Clock clock) {}
