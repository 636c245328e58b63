package dev.warren.engine.queue.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All takers of one queue by number, which is also the order in which they came. Owned by its
/// machine.
final class Takers {

    private final List<Taker> byNumber = new ArrayList<>(0);
    private int nextNumber;
    private int consumers;

    /// How many consume.
    int consumers() {
        return consumers;
    }

    int count() {
        return byNumber.size();
    }

    /// The taker at that place in the order of numbers.
    Taker at(int index) {
        return byNumber.get(index);
    }

    int nextNumber() {
        return nextNumber;
    }

    void skipTo(int number) {
        nextNumber = number;
    }

    Taker addConsumer(Subscription subscription) {
        return add(new Taker(nextNumber++, subscription, true));
    }

    /// The taker that stands for what a session has fetched, or holds from a consumer that left.
    Taker fetching(long session) {
        for (Taker taker : byNumber) {
            if (taker.session == session && !taker.consuming) {
                return taker;
            }
        }
        return add(Taker.fetching(nextNumber++, session));
    }

    /// Also for restoring: numbers come in ascending order.
    Taker add(Taker taker) {
        byNumber.add(taker);
        if (taker.consuming) {
            consumers++;
        }
        return taker;
    }

    @Nullable Taker find(int number) {
        int low = 0;
        int high = byNumber.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Taker taker = byNumber.get(middle);
            if (taker.number == number) {
                return taker;
            }
            if (taker.number < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    Taker get(int number) {
        Taker taker = find(number);
        if (taker == null) {
            throw new IllegalStateException("no taker " + number);
        }
        return taker;
    }

    /// It consumes no more.
    void stop(Taker taker) {
        taker.consuming = false;
        consumers--;
        removeIfDone(taker);
    }

    /// Forgets a taker that neither consumes nor holds anything.
    void removeIfDone(Taker taker) {
        if (!taker.consuming && taker.unacked == 0) {
            byNumber.remove(taker);
        }
    }

    Set<Long> sessions() {
        return byNumber.stream().map(taker -> taker.session).collect(Collectors.toSet());
    }

    boolean hasExclusive() {
        for (Taker taker : byNumber) {
            if (taker.consuming && taker.exclusive) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        byNumber.clear();
        consumers = 0;
    }
}
