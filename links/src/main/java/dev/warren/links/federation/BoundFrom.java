package dev.warren.links.federation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int16;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.FieldComparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bindings that an exchange's link asks for upstream, and how they say where they come from:
/// the argument `x-bound-from`, newest broker first. It ends chains of brokers that each mirror the
/// bindings of the next. Pure.
final class BoundFrom {

    static final String ARGUMENT = "x-bound-from";

    private static final String CLUSTER = "cluster-name";
    private static final String VHOST = "vhost";
    private static final String EXCHANGE = "exchange";
    private static final String HOPS = "hops";

    private BoundFrom() {}

    /// A binding as it is to be upstream.
    record Wanted(ShortString key, FieldTable arguments) {}

    /// Whose bindings these are, and how far they may go.
    record Here(String cluster, String vhost, String exchange, long hopsMax) {}

    /// What is to be bound upstream for the bindings of an exchange here.
    static Set<Wanted> wanted(Set<Binding> bindings, Here here) {
        return bindings.stream()
                .flatMap(binding -> Stream.ofNullable(wantedOrNull(binding, here)))
                .collect(toUnmodifiableSet());
    }

    /// Null for a binding that has come as far as it may, or from here.
    private static @Nullable Wanted wantedOrNull(Binding binding, Here here) {
        FieldTable arguments = binding.arguments();
        List<FieldValue> stations =
                arguments.get(ARGUMENT) instanceof Array(List<FieldValue> all) ? all : List.of();
        long hops =
                stations.isEmpty()
                        ? here.hopsMax()
                        : Math.min(here.hopsMax(), hopsOf(stations.getFirst()) - 1);
        if (hops <= 0) {
            return null;
        }
        List<FieldValue> longer = new ArrayList<>();
        longer.add(station(here, hops));
        longer.addAll(stations);
        return new Wanted(binding.key(), arguments.with(ARGUMENT, new Array(longer)));
    }

    private static Table station(Here here, long hops) {
        return new Table(
                FieldTable.EMPTY
                        .with(CLUSTER, here.cluster())
                        .with(VHOST, here.vhost())
                        .with(EXCHANGE, here.exchange())
                        .with(HOPS, new Int16((short) Math.min(hops, Short.MAX_VALUE))));
    }

    private static long hopsOf(FieldValue station) {
        FieldValue hops = station instanceof Table(FieldTable table) ? table.get(HOPS) : null;
        Long number = hops == null ? null : FieldComparison.integerOf(hops);
        return Objects.requireNonNullElse(number, 0L);
    }

    /// What is in the one and not in the other.
    static Set<Wanted> less(Set<Wanted> these, Set<Wanted> those) {
        Set<Wanted> rest = new HashSet<>(these);
        rest.removeAll(those);
        return rest;
    }
}
