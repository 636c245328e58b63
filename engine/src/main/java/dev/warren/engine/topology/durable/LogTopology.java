package dev.warren.engine.topology.durable;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LaneLog;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The topology's records in the node's shared log. Owned by the deciding lane.
///
/// A snapshot is one record, so that it is there as a whole or not at all; once it is durable, all
/// records before it are settled. It is taken when there are many changes behind the last one, and
/// when a file is to go that holds one of them.
public final class LogTopology implements TopologyLog {

    public static final int CHANGE = 0x10;
    public static final int SNAPSHOT = 0x11;

    private static final int CHANGES_MIN = 10_000;

    private record Place(long position, int length) {}

    private final Lane lane;
    private final LaneLog log;
    private Supplier<Topology> topology = () -> Topology.EMPTY;
    private List<Place> places = new ArrayList<>();
    private long written;
    private int changes;
    private int changesMax = CHANGES_MIN;
    private boolean isSnapshotDue;
    private boolean isSnapshotOnItsWay;

    public LogTopology(Lane lane, LaneLog log) {
        this.lane = lane;
        this.log = log;
    }

    /// Says where the topology is found that a snapshot is made of. Before the first change.
    public void setTopology(Supplier<Topology> source) {
        topology = source;
    }

    /// A record that was found when the log was recovered, and is still needed.
    public void restored(long position, int length) {
        places.add(new Place(position, length));
        changes++;
    }

    @Override
    public void append(byte[] record, @Nullable Runnable onDurable) {
        log.append(
                CHANGE,
                0,
                0,
                ++written,
                record,
                (_, position, length) -> {
                    places.add(new Place(position, length));
                    if (onDurable != null) {
                        onDurable.run();
                    }
                });
        // handed over before anyone sees the change: what depends on it stands behind it
        log.commit(() -> {});
        if (++changes > changesMax && !isSnapshotDue) {
            isSnapshotDue = true;
            lane.later(() -> snapshot(() -> {}));
        }
    }

    /// Writes a snapshot in place of all changes so far, then calls back. Not while a change is
    /// being decided.
    public void snapshot(Runnable onDurable) {
        SnapshotBytes snapshot = new SnapshotBytes();
        TopologySnapshot.write(topology.get(), snapshot::add);
        isSnapshotDue = false;
        isSnapshotOnItsWay = true;
        changes = 0;
        changesMax = Math.max(CHANGES_MIN, snapshot.count() * 4);
        log.append(
                SNAPSHOT,
                0,
                0,
                ++written,
                snapshot.bytes(),
                (_, position, length) -> {
                    placed(position, length);
                    onDurable.run();
                });
        log.commit(() -> {});
    }

    /// Placements come in order: what has a place now was appended before.
    private void placed(long position, int length) {
        List<Place> replaced = places;
        places = new ArrayList<>();
        places.add(new Place(position, length));
        replaced.forEach(place -> log.settled(place.position(), place.length()));
        isSnapshotOnItsWay = false;
    }

    /// Takes a snapshot if one of these is ours.
    public void copyForward(List<RecordInfo> alive) {
        boolean isOurs =
                alive.stream().anyMatch(info -> info.type() == CHANGE || info.type() == SNAPSHOT);
        if (isOurs && !isSnapshotOnItsWay) {
            snapshot(() -> {});
        }
    }
}
