package dev.warren.engine.exchange;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Destinations with a weight each, of which a hash chooses one. Immutable.
///
/// Every destination draws a number for the hash, as if by lot, from its name and the hash alone;
/// the lowest wins, and a weight makes low numbers likelier (weighted rendezvous hashing). A ring
/// of points would do the same with an error that only thousands of points make small; this needs
/// none, has exact shares and takes weights of any size. Since nobody's number depends on the
/// others, a destination that comes takes its share from all and moves nothing between them, and
/// one that goes leaves what others had where it was.
final class HashShares {

    private static final long EXCHANGE_SALT = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private final Destination[] destinations;
    private final long[] seeds;
    private final double[] weights;

    private HashShares(List<Map.Entry<Destination, Integer>> shares) {
        destinations = new Destination[shares.size()];
        seeds = new long[shares.size()];
        weights = new double[shares.size()];
        for (int i = 0; i < shares.size(); i++) {
            destinations[i] = shares.get(i).getKey();
            seeds[i] = seed(destinations[i]);
            weights[i] = shares.get(i).getValue();
        }
    }

    /// The order of the map does not matter.
    static HashShares of(Map<Destination, Integer> weights) {
        return new HashShares(
                weights.entrySet().stream()
                        .sorted(comparing(Map.Entry::getKey, DestinationOrder.BY_NAME))
                        .toList());
    }

    private static long seed(Destination destination) {
        long name = KeyHash.of(destination.name());
        return switch (destination) {
            case Destination.ToQueue _ -> name;
            case Destination.ToExchange _ -> KeyHash.mix(name + EXCHANGE_SALT);
        };
    }

    @Nullable Destination choose(long hash) {
        Destination chosen = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < destinations.length; i++) {
            double drawn = ((KeyHash.mix(hash ^ seeds[i]) >>> 11) + 0.5) * UNIT;
            // -ln(x) is never below 1-x, so most need no logarithm to have lost.
            if ((1 - drawn) / weights[i] < lowest) {
                double number = -StrictMath.log(drawn) / weights[i];
                if (number < lowest) {
                    lowest = number;
                    chosen = destinations[i];
                }
            }
        }
        return chosen;
    }
}
