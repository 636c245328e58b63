package dev.warren.links.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Messages that have come from upstream, were published here, and are not confirmed; and those
/// that were refused here and not yet given back. Numbers of publishing and delivery tags grow in
/// the same order.
///
/// One thread publishes, another hears of confirms, and a third gives back what was refused.
final class InFlight {

    /// @param tag under which it was delivered
    record Sent(long tag, int bytes) {}

    private final ConcurrentNavigableMap<Long, Sent> sent = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();

    /// A message is about to be published under this number.
    void add(long number, long tag, int bytes) {
        sent.put(number, new Sent(tag, bytes));
    }

    /// Those that a confirm is about, the oldest first.
    List<Sent> take(long number, boolean isMultiple) {
        List<Sent> taken = new ArrayList<>();
        if (!isMultiple) {
            Sent one = sent.remove(number);
            if (one != null) {
                taken.add(one);
            }
            return taken;
        }
        for (var first = sent.firstEntry();
                first != null && first.getKey() <= number;
                first = sent.firstEntry()) {
            taken.add(first.getValue());
            sent.remove(first.getKey());
        }
        return taken;
    }

    /// Whether nothing that came before the message of this number is still to be settled, so that
    /// the upstream broker may be told of all of them at once.
    boolean isAllSettledBefore(long number) {
        var oldest = sent.firstEntry();
        return refused.isEmpty() && (oldest == null || oldest.getKey() > number);
    }

    void refuse(Sent message) {
        refused.add(message.tag());
    }

    /// The tag of a message that is to be given back; null when there is none. It counts as not
    /// settled until [#givenBack].
    @Nullable Long refusedOrNull() {
        return refused.peek();
    }

    void givenBack() {
        refused.remove();
    }
}
