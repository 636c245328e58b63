package dev.warren.links.federation;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.Topology;
import dev.warren.links.federation.LinkKey.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Which links are wanted, kept up to date by what has changed: a queue that comes or goes costs a
/// look at that queue. Any thread notes changes and reads; one works them out.
final class WantedSet {

    /// So many exchanges and queues that have changed are noted one by one. When more have, all are
    /// looked at.
    private static final int CHANGED_MAX = 10_000;

    private record Place(String vhost, Kind kind, ShortString name) {}

    private final Supplier<Topology> topology;
    private final Supplier<String> cluster;

    private final Set<Place> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isAllChanged = new AtomicBoolean();
    private final AtomicBoolean isToBeWorkedOut = new AtomicBoolean();

    /// Of the working thread. Places that want nothing are not in it.
    private final Map<Place, Map<LinkKey, LinkSettings>> byPlace = new HashMap<>();

    private volatile Map<LinkKey, LinkSettings> all = Map.of();

    WantedSet(Supplier<Topology> topology, Supplier<String> cluster) {
        this.topology = topology;
        this.cluster = cluster;
    }

    Map<LinkKey, LinkSettings> all() {
        return all;
    }

    /// Whether a link is still to be, under the names that it has given to what it has made.
    boolean isWanted(LinkKey key, LinkSettings settings) {
        LinkSettings now = all.get(key);
        return now != null && now.cluster().equals(settings.cluster());
    }

    /// Anything may have changed.
    boolean changed() {
        isAllChanged.set(true);
        return true;
    }

    boolean changed(String vhost, Kind kind, ShortString name) {
        if (changed.size() >= CHANGED_MAX) {
            return changed();
        }
        changed.add(new Place(vhost, kind, name));
        return true;
    }

    /// Whether somebody has to work it out: for the first who asks.
    boolean isToBeWorkedOut() {
        return isToBeWorkedOut.compareAndSet(false, true);
    }

    /// Looks at what has changed. Says whether other links are wanted now.
    boolean workOut() {
        isToBeWorkedOut.set(false);
        Topology now = topology.get();
        String name = cluster.get();
        boolean isOther = false;
        if (isAllChanged.getAndSet(false)) {
            changed.clear();
            isOther = replaceAll(WantedLinks.of(now, name));
        }
        for (Place place : List.copyOf(changed)) {
            changed.remove(place);
            isOther |=
                    replace(
                            place,
                            WantedLinks.of(now, name, place.vhost(), place.kind(), place.name()));
        }
        if (isOther) {
            Map<LinkKey, LinkSettings> links = new HashMap<>();
            byPlace.values().forEach(links::putAll);
            all = Map.copyOf(links);
        }
        return isOther;
    }

    private boolean replaceAll(Map<LinkKey, LinkSettings> links) {
        Map<Place, Map<LinkKey, LinkSettings>> now = new HashMap<>();
        links.forEach((key, settings) ->
                now.computeIfAbsent(
                                new Place(key.vhost(), key.kind(), key.name()),
                                _ -> new HashMap<>())
                        .put(key, settings));
        boolean isOther = !now.equals(byPlace);
        byPlace.clear();
        byPlace.putAll(now);
        return isOther;
    }

    private boolean replace(Place place, Map<LinkKey, LinkSettings> links) {
        Map<LinkKey, LinkSettings> before =
                links.isEmpty() ? byPlace.remove(place) : byPlace.put(place, links);
        return !links.equals(before == null ? Map.of() : before);
    }
}
