package dev.warren.management.metrics;

import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeLinks;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a page of metrics says of the node, and how it is to look.
///
/// @param isPerObject whether the plain page shows each object by itself
/// @param links what the node does as a client of brokers
/// @param spans null where no traces are recorded
public record MetricsFacts(
        NodeFacts node,
        boolean isPerObject,
        NodeLinks links,
        @Nullable Supplier<SpanCounts> spans) {}
