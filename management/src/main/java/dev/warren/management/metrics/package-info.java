/// What Prometheus reads: the numbers of the node as text, under RabbitMQ's names.
///
/// [Metrics] says what is on a page; families of numbers that are alike stand in one class each
/// ([QueueFamilies], [ExchangeFamilies], [ClientFamilies], [NodeFamilies], [GlobalMetrics],
/// [JvmMetrics]). An [Exposition] writes while it is read, so a page is never whole in memory.
/// Nothing here runs on a lane.
@NullMarked
package dev.warren.management.metrics;

import org.jspecify.annotations.NullMarked;
