package dev.warren.engine.exchange;

import static java.util.Comparator.comparing;

import java.util.Arrays;
import java.util.Comparator;

/// The one order of destinations: what chooses among them by number chooses the same after a
/// restart.
final class DestinationOrder {

    static final Comparator<Destination> BY_NAME =
            comparing((Destination destination) -> destination instanceof Destination.ToExchange)
                    .thenComparing(
                            destination -> destination.name().array(), Arrays::compareUnsigned);

    private DestinationOrder() {}
}
