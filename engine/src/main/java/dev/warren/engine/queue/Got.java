package dev.warren.engine.queue;

import dev.warren.engine.message.Message;

/// A message fetched with `basic.get`, and how many ready ones it left behind.
public record Got(long sequence, Message message, boolean redelivered, long readyLeft) {}
