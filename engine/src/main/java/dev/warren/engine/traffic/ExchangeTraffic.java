package dev.warren.engine.traffic;

import dev.warren.codec.value.ShortString;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The counts of all exchanges to which somebody has published. Any thread; whoever publishes keeps
/// what it has found.
public final class ExchangeTraffic {

    /// So many exchanges are counted apart. What goes to more of them is counted for nobody.
    static final int EXCHANGES_MAX = 100_000;

    private record Key(String vhost, ShortString name) {}

    private final Map<Key, ExchangeCounts> counts = new ConcurrentHashMap<>();
    private final int laneCount;
    private final ExchangeCounts others;

    ExchangeTraffic(int laneCount) {
        this.laneCount = laneCount;
        this.others = new ExchangeCounts(laneCount);
    }

    /// The counts of an exchange that is there.
    public ExchangeCounts of(String vhost, ShortString exchange) {
        Key key = new Key(vhost, exchange);
        ExchangeCounts known = counts.get(key);
        if (known != null) {
            return known;
        }
        return counts.size() >= EXCHANGES_MAX
                ? others
                : counts.computeIfAbsent(key, _ -> new ExchangeCounts(laneCount));
    }

    /// Those of all exchanges to which somebody has published, in no order.
    public List<ExchangeCounts> all() {
        return List.copyOf(counts.values());
    }

    /// Null when nobody has published to it.
    public @Nullable ExchangeCounts ofOrNull(String vhost, ShortString exchange) {
        return counts.get(new Key(vhost, exchange));
    }

    /// The exchange has been deleted.
    public void forget(String vhost, ShortString exchange) {
        ExchangeCounts gone = counts.remove(new Key(vhost, exchange));
        if (gone != null) {
            gone.end();
        }
    }
}
