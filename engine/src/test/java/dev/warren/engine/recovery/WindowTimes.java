package dev.warren.engine.recovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Which messages with a key may be duplicates of which, by the wall clock that a client sees.
///
/// A clock that is set back makes windows longer, by as much at most as it had ever shown more.
final class WindowTimes {

    /// What is known of a message when it is published.
    ///
    /// @param rivals earlier ones whose windows are certainly not over: not both come
    /// @param originals earlier ones whose windows may not be over: one of them may have come
    ///   instead of this one
    record Sent(long id, String key, Set<Long> rivals, Set<Long> originals) {}

    private record Window(long id, String key, long untilMillis, long untilAtMostMillis) {}

    private final long windowMillis;

    /// Those whose end the clock has not shown since they began.
    private final PriorityQueue<Window> open =
            new PriorityQueue<>(Comparator.comparingLong(Window::untilMillis));

    private final Map<String, Set<Long>> rivals = new HashMap<>();
    private final Map<String, List<Window>> all = new HashMap<>();
    private long latestMillis;

    WindowTimes(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /// What the clock shows.
    void show(long nowMillis) {
        latestMillis = Math.max(latestMillis, nowMillis);
        for (Window first = open.peek();
                first != null && first.untilMillis() <= nowMillis;
                first = open.peek()) {
            rivalsOf(first.key()).remove(first.id());
            open.remove();
        }
    }

    /// A message is published, and comes to its queue before the clock shows anything else.
    Sent send(long id, String key, long nowMillis) {
        show(nowMillis);
        Set<Long> originals = new HashSet<>();
        List<Window> before = all.computeIfAbsent(key, _ -> new ArrayList<>());
        before.forEach(each -> {
            if (nowMillis < each.untilAtMostMillis()) {
                originals.add(each.id());
            }
        });
        Sent sent = new Sent(id, key, Set.copyOf(rivalsOf(key)), originals);
        Window window = new Window(id, key, nowMillis + windowMillis, latestMillis + windowMillis);
        before.add(window);
        open.add(window);
        rivalsOf(key).add(id);
        return sent;
    }

    private Set<Long> rivalsOf(String key) {
        return rivals.computeIfAbsent(key, _ -> new HashSet<>());
    }

    /// What the clock has ever shown.
    long latestMillis() {
        return latestMillis;
    }
}
