package dev.warren.management.resource;

import dev.warren.management.http.ApiException;
import dev.warren.management.http.Request;
import dev.warren.management.sample.Range;
import dev.warren.management.sample.Ranges;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.Rates;
import org.jspecify.annotations.Nullable;

/// What a request asks of numbers over time: `lengths_age` and `lengths_incr`, and the like.
final class Asked {

    private Asked() {}

    /// 400 for a range that has more samples than anybody gets.
    static Rates of(Request request, Sampler sampler) {
        return new Rates(
                sampler.isSampling() ? sampler : null,
                new Ranges(
                        rangeOrNull(request, "lengths"),
                        rangeOrNull(request, "msg_rates"),
                        rangeOrNull(request, "data_rates"),
                        rangeOrNull(request, "node_stats")),
                request.broker().clock().wallMillis());
    }

    private static @Nullable Range rangeOrNull(Request request, String what) {
        Long age = numberOrNull(request.query(what + "_age"));
        Long step = numberOrNull(request.query(what + "_incr"));
        if (age == null || step == null) {
            return null;
        }
        if (step < 1
                || age < 0
                || age / step > Range.SAMPLES_MAX
                || age > Integer.MAX_VALUE
                || step > Integer.MAX_VALUE) {
            throw ApiException.badRequest(
                    "Invalid range parameters: age %d, incr %d".formatted(age, step));
        }
        return new Range(age.intValue(), step.intValue());
    }

    /// What is no number means nothing, as in RabbitMQ.
    private static @Nullable Long numberOrNull(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
