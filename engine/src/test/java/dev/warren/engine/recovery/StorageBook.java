package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.log.DamagedRecordException;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.store.Places;
import dev.warren.engine.queue.store.RecoveredQueue;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.topology.QueueDefinition;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that was ever published, and what may and must be there of it.
final class StorageBook {

    private record Key(String queue, long id) {}

    private final Map<Key, StorageEntry> entries = new LinkedHashMap<>();

    /// Durable queues of which somebody was told that they are there.
    final Set<String> declared = new HashSet<>();

    final StorageWalked walked;

    /// How many messages of each queue could not be read at the start of this life.
    private final Map<String, Long> damaged = new HashMap<>();

    /// Which queues were purged in this life.
    private final Set<String> purged = new HashSet<>();

    StorageBook(StorageWalked walked) {
        this.walked = walked;
    }

    StorageEntry add(String queue, boolean isDurable, long id, Message message) {
        boolean survives = isDurable && message.isPersistent();
        StorageEntry entry = new StorageEntry(queue, id, message.content().clone(), survives);
        entries.put(new Key(queue, id), entry);
        return entry;
    }

    /// What has to be delivered if nobody settles it before.
    List<StorageEntry> due(String queue) {
        return entries.values().stream().filter(entry -> isDue(entry, queue)).toList();
    }

    private static boolean isDue(StorageEntry entry, String queue) {
        return entry.queue.equals(queue) && !entry.isDone && !entry.mayBeGone && !entry.isDamaged;
    }

    /// What was ever published to the queue.
    List<StorageEntry> of(String queue) {
        return entries.values().stream().filter(entry -> entry.queue.equals(queue)).toList();
    }

    /// Some may have been unacked and are still there: nothing is claimed until they are seen.
    void purged(String queue) {
        purged.add(queue);
        entries.values().stream()
                .filter(entry -> entry.queue.equals(queue))
                .forEach(entry -> {
                    entry.isConfirmed = false;
                    entry.mayBeGone = true;
                });
    }

    /// The disk has everything.
    void settledDurably() {
        entries.values().forEach(entry -> entry.isDoneDurably |= entry.isSettledForSure());
    }

    boolean isPurged(String queue) {
        return purged.contains(queue);
    }

    long damagedIn(String queue) {
        return damaged.getOrDefault(queue, 0L);
    }

    /// What has to be on the disk, and is large enough to be found there.
    List<StorageEntry> survivors() {
        return entries.values().stream()
                .filter(entry -> entry.isPersistent && !entry.isDone && !entry.isDamaged)
                .filter(entry -> entry.content.length > 64)
                .toList();
    }

    /// A bit of the message was flipped, in all queues that have it.
    void damage(StorageEntry one) {
        entries.values().stream()
                .filter(entry -> entry.id == one.id)
                .filter(entry -> entry.isPersistent && !entry.isDone && !entry.isDamaged)
                .forEach(entry -> {
                    entry.isDamaged = true;
                    damaged.merge(entry.queue, 1L, Long::sum);
                });
    }

    StorageEntry published(String queue, @Nullable Message message) {
        if (message == null) {
            throw new AssertionError("no message of ours in " + queue);
        }
        long id = Long.parseLong(message.routingKey().toString());
        StorageEntry entry = entries.get(new Key(queue, id));
        if (entry == null) {
            throw new AssertionError("message %d was not published to %s".formatted(id, queue));
        }
        assertThat(message.content()).isEqualTo(entry.content);
        return entry;
    }

    /// The third guarantee: what was done durably does not come again, what comes again says so.
    StorageEntry delivered(String queue, Message message, boolean redelivered) {
        StorageEntry entry = published(queue, message);
        assertThat(entry.isDoneDurably)
                .as("message %d delivered after it was done", entry.id)
                .isFalse();
        if (entry.isDelivered) {
            assertThat(redelivered).as("message %d again", entry.id).isTrue();
        }
        entry.isDelivered = true;
        entry.mayBeGone = false;
        walked.delivered++;
        return entry;
    }

    void check(Recovered recovered, int life) throws IOException {
        damaged.clear();
        purged.clear();
        var vhost = recovered.topology().vhostOrNull(StorageWorld.VHOST);
        for (String name : declared) {
            assertThat(vhost == null ? null : vhost.queueOrNull(ShortString.of(name)))
                    .as("queue %s in life %d", name, life)
                    .isNotNull();
        }
        Set<Key> there = new HashSet<>();
        if (vhost != null) {
            for (QueueDefinition definition : vhost.queues().values()) {
                RecoveredQueue queue = recovered.queues.get(definition.id());
                if (queue != null) {
                    check(definition.name().toString(), queue, recovered, there);
                }
            }
        }
        entries.forEach((key, entry) -> begin(key, entry, there.contains(key), life));
    }

    private static void begin(Key key, StorageEntry entry, boolean isThere, int life) {
        if (entry.isConfirmed && entry.isPersistent && !entry.isDone && !entry.isDamaged) {
            assertThat(isThere).as("%s, confirmed, in life %d", key, life).isTrue();
        }
        // what a crash has taken is gone for good; what came back unacked may be done again
        entry.isDone = !isThere;
        entry.isDoneDurably = entry.isDone;
        entry.isConfirmed |= !entry.isDone;
        entry.mayBeGone = false;
        entry.settler = null;
    }

    private void check(String name, RecoveredQueue queue, Recovered recovered, Set<Key> there)
            throws IOException {
        long last = 0;
        Places places = queue.places();
        for (long sequence = places.nextHeld(0);
                sequence != Places.NONE;
                sequence = places.nextHeld(sequence + 1)) {
            LogRecord record = readOrNull(recovered, places.position(sequence));
            if (record == null) {
                damaged.merge(name, 1L, Long::sum);
                continue;
            }
            StorageEntry entry = published(name, StoreRecords.messageOrNull(record));
            assertThat(entry.isPersistent).isTrue();
            assertThat(entry.isDoneDurably).as("message %d is back", entry.id).isFalse();
            assertThat(entry.id).as("order").isGreaterThan(last);
            last = entry.id;
            assertThat(there.add(new Key(name, entry.id))).isTrue();
            if (entry.isDelivered) {
                assertThat(sequence)
                        .as("message %d was delivered and is marked", entry.id)
                        .isLessThan(queue.mark());
            }
            walked.restored++;
            walked.shared += record.info().isShared() ? 1 : 0;
        }
    }

    private @Nullable LogRecord readOrNull(Recovered recovered, long position) throws IOException {
        try {
            return recovered.log.reader().read(position);
        } catch (DamagedRecordException e) {
            assertThat(entries.values()).as("%s", e).anyMatch(entry -> entry.isDamaged);
            return null;
        }
    }
}
