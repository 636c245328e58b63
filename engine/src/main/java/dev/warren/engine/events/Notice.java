package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;

/// An event as RabbitMQ tells it.
///
/// @param name `queue.created`
/// @param headers what it happened to
public record Notice(String name, FieldTable headers) {}
