package dev.warren.conformance.durable;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What clients know of messages that are published again and again under one key: the copies of
/// each, which keys are confirmed, and which copies came. A *life* of the broker ends with a kill.
/// Shared by all threads of a test.
///
/// Of each key one copy is taken. A consumer may see a copy before that is on the disk, and a kill
/// may then take the message and its key together: so another copy may follow, in a later life,
/// what was seen and not confirmed. What was confirmed nothing may follow.
final class Repeats {

    /// @param key the id of the key's first copy
    private record Copy(long key, int life) {}

    private record Sighting(long id, int life, boolean isRedelivered) {}

    private static final int NEVER = Integer.MAX_VALUE;

    private final boolean mayDoubleInACrash;
    private final AtomicLong nextId = new AtomicLong();
    private final Map<Long, Copy> copies = new ConcurrentHashMap<>();
    private final List<Long> keys = Collections.synchronizedList(new ArrayList<>());

    /// In which life a key was confirmed first.
    private final Map<Long, Integer> confirmed = new ConcurrentHashMap<>();

    private final Map<Long, List<Sighting>> sightings = new ConcurrentHashMap<>();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    Repeats(boolean mayDoubleInACrash) {
        this.mayDoubleInACrash = mayDoubleInACrash;
    }

    /// The id of a message under a new key, which is the same number.
    long first(int life) {
        long id = nextId.incrementAndGet();
        copies.put(id, new Copy(id, life));
        keys.add(id);
        return id;
    }

    /// The id of one more message under a key.
    long again(long key, int life) {
        long id = nextId.incrementAndGet();
        copies.put(id, new Copy(key, life));
        return id;
    }

    List<Long> keys() {
        return List.copyOf(keys);
    }

    /// One of the keys; there must be one.
    long anyKey(Random random) {
        return keys.get(random.nextInt(keys.size()));
    }

    boolean isConfirmed(long key) {
        return confirmed.containsKey(key);
    }

    int confirmedCount() {
        return confirmed.size();
    }

    /// The broker has answered for a copy: its key is taken, and a copy of it is safe.
    void confirmed(long id, int life) {
        confirmed.merge(copy(id).key(), life, Math::min);
    }

    /// A delivery; says which copy it is.
    long saw(byte[] body, int life, boolean isRedelivered) {
        long id = Bodies.id(body);
        Copy copy = copies.get(id);
        if (copy == null) {
            fault(id == Bodies.DAMAGED ? "a damaged body" : "never published: " + id);
        } else {
            sightings
                    .computeIfAbsent(
                            copy.key(), _ -> Collections.synchronizedList(new ArrayList<>()))
                    .add(new Sighting(id, life, isRedelivered));
        }
        return id;
    }

    void fault(String text) {
        faults.add(text);
    }

    /// What is wrong, when all is over: confirmed and never seen, or seen in two copies.
    List<String> faults() {
        List<String> all = new ArrayList<>(List.copyOf(faults));
        NavigableSet<Long> missing = new TreeSet<>(confirmed.keySet());
        missing.removeAll(sightings.keySet());
        missing.forEach(key -> all.add(key + " is confirmed and never came"));
        sightings.forEach((key, seen) -> checkOne(key, inOrder(seen), all));
        return all;
    }

    /// A client may hear late of what it got from a broker that is no more.
    private static List<Sighting> inOrder(List<Sighting> seen) {
        return List.copyOf(seen).stream().sorted(comparingInt(Sighting::life)).toList();
    }

    private void checkOne(long key, List<Sighting> seen, List<String> all) {
        int confirmedIn = confirmed.getOrDefault(key, NEVER);
        Set<Long> followed = new HashSet<>();
        Sighting last = seen.getFirst();
        for (Sighting next : seen.subList(1, seen.size())) {
            if (next.id() == last.id()) {
                if (!next.isRedelivered() && !mayBeDoubled(next)) {
                    all.add(next + " of " + key + " came again and was not marked");
                }
            } else {
                followed.add(last.id());
                boolean isLost = next.life() > last.life() && confirmedIn > last.life();
                if (!isLost || followed.contains(next.id())) {
                    all.add(next + " of " + key + " followed " + last);
                }
            }
            last = next;
        }
    }

    private boolean mayBeDoubled(Sighting sighting) {
        return mayDoubleInACrash && copy(sighting.id()).life() < sighting.life();
    }

    private Copy copy(long id) {
        return Objects.requireNonNull(copies.get(id));
    }
}
