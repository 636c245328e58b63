package dev.warren.management.view;

import dev.warren.management.sample.Range;
import dev.warren.management.sample.Track;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of one number over time, in JSON.
final class RateView {

    private static final Map<String, Object> STILL = Map.of("rate", 0.0);

    private RateView() {}

    /// The rate of just now, and where a range is asked for its samples and what they come to.
    ///
    /// Not to be changed: what stands still shares one.
    ///
    /// @param track null when nobody has looked at it yet
    static Map<String, Object> of(
            @Nullable Track track,
            int column,
            @Nullable Range range,
            boolean isRoundedUp,
            long nowMillis) {
        double rate = track == null ? 0.0 : track.rate(column);
        if (range == null && rate == 0.0) {
            return STILL;
        }
        Map<String, Object> view = Json.object("rate", rate);
        if (range != null) {
            List<Track.Sample> samples =
                    track == null
                            ? Track.zeros(range, nowMillis)
                            : track.samples(column, range, nowMillis, isRoundedUp);
            view.put(
                    "samples",
                    samples.stream()
                            .map(one ->
                                    Json.object("sample", one.value(), "timestamp", one.millis()))
                            .toList());
            view.put("avg_rate", averageRate(samples));
            view.put("avg", samples.stream().mapToLong(Track.Sample::value).average().orElse(0));
        }
        return view;
    }

    private static double averageRate(List<Track.Sample> samples) {
        Track.Sample newest = samples.getFirst();
        Track.Sample oldest = samples.getLast();
        long millis = newest.millis() - oldest.millis();
        return millis == 0 ? 0 : (newest.value() - oldest.value()) * 1_000.0 / millis;
    }
}
