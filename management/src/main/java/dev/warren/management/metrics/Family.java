package dev.warren.management.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Numbers of one name: what they mean, and where each thing has its own.
///
/// @param name without the beginning that all have
/// @param <T> the things
record Family<T>(String name, MetricType type, String help, ToDoubleFunction<? super T> value) {

    static <T> Family<T> counter(String name, String help, ToDoubleFunction<? super T> value) {
        return new Family<>(name, MetricType.COUNTER, help, value);
    }

    static <T> Family<T> gauge(String name, String help, ToDoubleFunction<? super T> value) {
        return new Family<>(name, MetricType.GAUGE, help, value);
    }

    /// Each family with one number for each thing.
    static <T> void each(
            Exposition out,
            String beginning,
            List<Family<T>> families,
            List<T> things,
            Function<T, String> labels) {
        for (Family<T> family : families) {
            String name = beginning + family.name;
            out.family(name, family.type, family.help);
            for (T thing : things) {
                out.sample(name, labels.apply(thing), family.value.applyAsDouble(thing));
            }
        }
    }

    /// Each family with one number: the sum over all things, which are looked at once.
    static <T> void sums(
            Exposition out, String beginning, List<Family<T>> families, List<T> things) {
        double[] sums = new double[families.size()];
        for (T thing : things) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += families.get(i).value.applyAsDouble(thing);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            Family<T> family = families.get(i);
            out.single(beginning + family.name, family.type, family.help, sums[i]);
        }
    }

    /// Each family with the number of one thing.
    static <T> void only(Exposition out, String beginning, List<Family<T>> families, T thing) {
        sums(out, beginning, families, List.of(thing));
    }
}
