package dev.warren.links;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/// Messages of a source that were published to a destination and are not settled at the source:
/// those of which the destination has said nothing yet, and those that it has refused and that were
/// not given back. Numbers of publishing and delivery tags grow in the same order.
///
/// One thread publishes, one hears of confirms and one gives back what was refused; they may all be
/// the same. Anybody may ask how many there are. There are no more than the source's prefetch.
public final class Unsettled {

    /// A message on its way.
    ///
    /// @param tag under which the source has delivered it
    /// @param bytes of its body
    public record Sent(long tag, int bytes) {}

    /// What to say to the source.
    ///
    /// @param isMultiple whether it is about all that came before, too
    public record Ack(long tag, boolean isMultiple) {}

    private final ConcurrentNavigableMap<Long, Sent> sent = new ConcurrentSkipListMap<>();
    private final AtomicInteger sentCount = new AtomicInteger();
    private final ConcurrentSkipListSet<Long> refused = new ConcurrentSkipListSet<>();

    // --- for the thread that publishes -----------------------------------------------------------

    /// A message goes out under this number. Said before a confirm of it can be heard.
    public void sent(long number, long tag, int bytes) {
        sentCount.incrementAndGet();
        sent.put(number, new Sent(tag, bytes));
    }

    // --- for the thread that hears of confirms ---------------------------------------------------

    /// Takes out those that a confirm is about, the oldest first; none when it is about nothing
    /// known.
    ///
    /// @param isMultiple whether it is about all numbers up to this one
    public List<Sent> take(long number, boolean isMultiple) {
        List<Sent> taken = new ArrayList<>();
        if (isMultiple) {
            sent.headMap(number, true).keySet().forEach(each -> take(each, taken));
        } else {
            take(number, taken);
        }
        return taken;
    }

    private void take(long number, List<Sent> into) {
        Sent one = sent.remove(number);
        if (one != null) {
            sentCount.decrementAndGet();
            into.add(one);
        }
    }

    /// How the source is told that these, just taken, are settled: at once where nothing before the
    /// last of them is still to be settled, else of each.
    public List<Ack> acks(List<Sent> taken) {
        if (taken.size() > 1 && isSettledUpTo(taken.getLast().tag())) {
            return List.of(new Ack(taken.getLast().tag(), true));
        }
        return taken.stream().map(each -> new Ack(each.tag(), false)).toList();
    }

    /// Whether everything up to this tag is settled.
    boolean isSettledUpTo(long tag) {
        var oldest = sent.firstEntry();
        return refused.floor(tag) == null && (oldest == null || oldest.getValue().tag() > tag);
    }

    /// These, just taken, are to be given back to the source.
    public void refuse(List<Sent> taken) {
        taken.forEach(each -> refused.add(each.tag()));
    }

    // --- for the thread that gives back ----------------------------------------------------------

    /// The tags of what is to be given back just now, the oldest first. They count as not settled
    /// until [#givenBack].
    public List<Long> refused() {
        return List.copyOf(refused);
    }

    public boolean hasRefused() {
        return !refused.isEmpty();
    }

    /// The source has been told that it has this one back.
    public void givenBack(long tag) {
        refused.remove(tag);
    }

    // --- for any thread --------------------------------------------------------------------------

    /// How many wait for a word of the destination.
    public int size() {
        return sentCount.get();
    }
}
