package dev.warren.management.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Puts things into the order that a request asks for with `sort` and `sort_reverse`.
///
/// Keys are read once. Views that are built for their sake are dropped at once: those of 50,000
/// queues would take more memory than their messages.
final class Sorting {

    /// A thing and what it is sorted by.
    private record Keyed<T>(Object key, T thing) {}

    private Sorting() {}

    /// @param things in the order that counts where keys are equal, or none is asked for
    static <T> List<T> of(
            Request request, List<T> things, Function<T, Map<String, Object>> view, Keys<T> keys) {
        String column = request.query("sort");
        if (column == null) {
            return things;
        }
        boolean isReversed = request.isSet("sort_reverse");
        if (column.isEmpty()) {
            return isReversed ? things.reversed() : things;
        }
        Function<T, Object> known = keys.ofOrNull(column);
        return sorted(things, known == null ? inView(view, column) : known, isReversed);
    }

    private static <T> List<T> sorted(List<T> things, Function<T, Object> key, boolean isReversed) {
        List<Keyed<T>> keyed = new ArrayList<>(things.size());
        for (T thing : things) {
            keyed.add(new Keyed<>(key.apply(thing), thing));
        }
        Comparator<Keyed<T>> order = (a, b) -> compare(a.key(), b.key());
        keyed.sort(isReversed ? order.reversed() : order);
        return keyed.stream().map(Keyed::thing).toList();
    }

    private static <T> Function<T, Object> inView(
            Function<T, Map<String, Object>> view, String column) {
        String[] steps = column.split("\\.", -1);
        return thing -> at(view.apply(thing), steps);
    }

    private static Object at(Map<String, Object> thing, String[] steps) {
        Object now = thing;
        for (String step : steps) {
            now = now instanceof Map<?, ?> map ? map.get(step) : null;
            if (now == null) {
                return "";
            }
        }
        return now;
    }

    /// Numbers come before texts, and what is not there before both.
    private static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        int byKind = Integer.compare(rank(a), rank(b));
        return byKind != 0 ? byKind : a.toString().compareTo(b.toString());
    }

    private static int rank(Object value) {
        return value.equals("") ? 0 : value instanceof Number ? 1 : 2;
    }
}
