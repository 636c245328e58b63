package dev.warren.management.metrics;

import dev.warren.management.view.NodeFacts;

/// What a page of metrics says of the node, and how it is to look.
///
/// @param clusterId stays the same as long as the data directory lives
/// @param isPerObject whether the plain page shows each object by itself
public record MetricsFacts(NodeFacts node, String clusterId, boolean isPerObject) {}
