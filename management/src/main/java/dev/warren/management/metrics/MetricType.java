package dev.warren.management.metrics;

/// What the numbers of a family do, in Prometheus' words.
enum MetricType {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    UNTYPED
}
