package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.topology.QueueSettings.Overflow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A queue whose messages die, written down as plainly as possible: one list that is searched from
/// the front.
final class NaiveMortals {

    private enum State {
        READY,
        UNACKED,
        DYING
    }

    private static final class Item {
        final long sequence;
        final int size;
        final long expiry;
        final int level;
        State state = State.READY;
        boolean isRedelivered;
        int failures;
        int returned;

        /// When it came back, where that decides its place.
        long returnedAt = Long.MAX_VALUE;

        Item(long sequence, int size, long expiry, int level) {
            this.sequence = sequence;
            this.size = size;
            this.expiry = expiry;
            this.level = level;
        }
    }

    private final Rules rules;
    private final List<Item> items = new ArrayList<>();
    private final List<String> deaths = new ArrayList<>();
    private long nextSequence;
    private long nextReturn;

    NaiveMortals(Rules rules) {
        this.rules = rules;
    }

    /// Passes over so many sequences, and answers the next one.
    long leap(int count) {
        nextSequence += count;
        return nextSequence;
    }

    boolean refuses(int size) {
        return rules.room().overflow() == Overflow.REJECT_PUBLISH
                && (ready().size() + 1 > rules.room().messagesMax()
                        || readyBytes() + size > rules.room().bytesMax());
    }

    void append(int size, long now, long ttl, int priority) {
        long least = Math.min(ttl, rules.messageTtlMillis());
        long expiry = least == Rules.NO_LIMIT ? Rules.NO_LIMIT : now + least;
        items.add(new Item(nextSequence++, size, expiry, level(priority)));
    }

    private int level(int priority) {
        if (rules.serving().levels() == 0) {
            return 0;
        }
        int named = priority >= 0 ? priority : rules.serving().isQuorum() ? 4 : 0;
        return Math.min(named, rules.serving().levels() - 1);
    }

    /// In quorum queues what came back first; then the older ones of the highest priority.
    private List<Item> line() {
        return items.stream()
                .filter(item -> item.state == State.READY)
                .sorted(
                        Comparator.comparingLong((Item item) -> item.returnedAt)
                                .thenComparingInt(item -> -item.level)
                                .thenComparingLong(item -> item.sequence))
                .toList();
    }

    String get() {
        List<Item> line = line();
        if (line.isEmpty()) {
            return "";
        }
        Item first = line.getFirst();
        first.state = State.UNACKED;
        return first.sequence + (first.isRedelivered ? "r" : "");
    }

    void settle(long sequence) {
        items.remove(find(sequence));
    }

    void requeue(long sequence) {
        Item item = find(sequence);
        item.state = State.READY;
        item.isRedelivered = true;
        item.returned++;
        if (rules.serving().isQuorum()) {
            item.returnedAt = nextReturn++;
        }
    }

    void fail(long sequence) {
        Item item = find(sequence);
        if (rules.serving().isQuorum() && ++item.failures > rules.serving().failuresMax()) {
            die(item, DeathReason.DELIVERY_LIMIT);
        } else {
            requeue(sequence);
        }
    }

    void discard(long sequence) {
        die(find(sequence), DeathReason.REJECTED);
    }

    void bury(long sequence) {
        items.remove(find(sequence));
    }

    boolean remove(long sequence) {
        return items.removeIf(item -> item.sequence == sequence && item.state == State.READY);
    }

    long purge() {
        long count = ready().size();
        items.removeIf(item -> item.state == State.READY);
        return count;
    }

    /// Those that expired first die first.
    void tidy(long now) {
        items.stream()
                .filter(item -> item.state == State.READY && item.expiry <= now)
                .sorted(Comparator.comparingLong(item -> item.expiry))
                .toList()
                .forEach(item -> die(item, DeathReason.EXPIRED));
        while (rules.room().overflow() == Overflow.DROP_HEAD
                && !ready().isEmpty()
                && (ready().size() > rules.room().messagesMax()
                        || readyBytes() > rules.room().bytesMax())) {
            die(line().getFirst(), DeathReason.MAXLEN);
        }
    }

    private void die(Item item, DeathReason reason) {
        deaths.add(item.sequence + " " + reason.text() + (rules.keepsDead() ? " kept" : ""));
        if (rules.keepsDead()) {
            item.state = State.DYING;
        } else {
            items.remove(item);
        }
    }

    private Item find(long sequence) {
        return items.stream().filter(item -> item.sequence == sequence).findFirst().orElseThrow();
    }

    /// Ready ones that expire, in the order in which they will.
    List<String> expiring() {
        return items.stream()
                .filter(item -> item.state == State.READY && item.expiry != Rules.NO_LIMIT)
                .sorted(Comparator.comparingLong(item -> item.expiry))
                .map(item -> item.expiry + " " + item.sequence)
                .toList();
    }

    Tries tries(long sequence) {
        Item item = find(sequence);
        return rules.serving().isQuorum() ? new Tries(item.returned, item.failures) : Tries.NONE;
    }

    List<String> takeDeaths() {
        List<String> taken = List.copyOf(deaths);
        deaths.clear();
        return taken;
    }

    List<Long> ready() {
        return of(State.READY);
    }

    List<Long> unacked() {
        return of(State.UNACKED);
    }

    List<Long> dying() {
        return of(State.DYING);
    }

    private List<Long> of(State state) {
        return items.stream()
                .filter(item -> item.state == state)
                .map(item -> item.sequence)
                .toList();
    }

    long readyBytes() {
        return items.stream()
                .filter(item -> item.state == State.READY)
                .mapToLong(item -> item.size)
                .sum();
    }
}
