package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeliveryWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A queue written down as plainly as possible: lists that are searched from the front. What the
/// real one must equal.
///
/// Serves as soon as it can. Sequences are given out without gaps.
public final class NaiveQueue {

    public static final class Client {
        final int number;
        final long session;
        final int prefetch;
        final long windowMax;
        final long priority;
        final boolean noAck;
        final boolean exclusive;
        long window;

        Client(int number, Subscription subscription) {
            this.number = number;
            this.session = subscription.session();
            this.prefetch = subscription.limits().prefetch();
            this.windowMax = subscription.limits().windowBytes();
            this.priority = subscription.priority();
            this.noAck = subscription.noAck();
            this.exclusive = subscription.exclusive();
            this.window = windowMax;
        }

        public int number() {
            return number;
        }
    }

    private record Held(long session, @Nullable Client client, int since) {}

    /// How many ticks a message may be held.
    public static final int PATIENCE = 10;

    private final TreeMap<Long, Integer> sizes = new TreeMap<>();
    private final List<Long> ready = new ArrayList<>();
    private final TreeMap<Long, Held> held = new TreeMap<>();
    private final List<Long> redelivered = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> line = new ArrayList<>();
    private final List<String> deliveries = new ArrayList<>();
    private final boolean autoDelete;
    private long nextSequence;
    private boolean deleted;
    private int clock;

    public NaiveQueue(boolean autoDelete) {
        this.autoDelete = autoDelete;
    }

    /// `consumer:sequence`, with an `r` behind when redelivered, since the last look.
    public List<String> takeDeliveries() {
        List<String> taken = List.copyOf(deliveries);
        deliveries.clear();
        return taken;
    }

    public boolean isDeleted() {
        return deleted;
    }

    public int readyCount() {
        return ready.size();
    }

    public int unackedCount() {
        return held.size();
    }

    public long readyBytes() {
        return ready.stream().mapToLong(this::size).sum();
    }

    public long unackedBytes() {
        return held.keySet().stream().mapToLong(this::size).sum();
    }

    public int consumers() {
        return clients.size();
    }

    public List<Client> clients() {
        return clients;
    }

    public List<Long> unacked() {
        return List.copyOf(held.keySet());
    }

    public long nextSequence() {
        return nextSequence;
    }

    public void append(int size) {
        if (!deleted) {
            sizes.put(nextSequence, size);
            ready.add(nextSequence++);
            serve();
        }
    }

    /// Whether the rules of exclusive consumption let it in.
    public boolean admits(boolean exclusive) {
        return !deleted
                && clients.stream().noneMatch(client -> client.exclusive)
                && !(exclusive && !clients.isEmpty());
    }

    public void subscribe(int number, Subscription subscription) {
        Client client = new Client(number, subscription);
        clients.add(client);
        line.add(client);
        serve();
    }

    public void cancel(int number) {
        clients.removeIf(client -> client.number == number);
        line.removeIf(client -> client.number == number);
        deleteIfAbandoned();
    }

    /// `sequence`, with an `r` behind when redelivered; or null.
    public @Nullable String get(long session, boolean noAck) {
        if (deleted || ready.isEmpty()) {
            return null;
        }
        long sequence = ready.removeFirst();
        String text = text(sequence);
        if (!noAck) {
            held.put(sequence, new Held(session, null, clock + 1));
        }
        return text;
    }

    public void settle(long sequence) {
        Held holder = held.remove(sequence);
        if (holder != null) {
            join(holder.client());
            serve();
        }
    }

    public void requeue(List<Long> sequences) {
        for (long sequence : sequences) {
            Held holder = held.remove(sequence);
            if (holder != null) {
                putBack(sequence);
                join(holder.client());
            }
        }
        serve();
    }

    public void release(long session) {
        boolean consumed = clients.removeIf(client -> client.session == session);
        line.removeIf(client -> client.session == session);
        new TreeMap<>(held)
                .forEach((sequence, holder) -> {
                    if (holder.session() == session) {
                        held.remove(sequence);
                        putBack(sequence);
                    }
                });
        if (consumed) {
            deleteIfAbandoned();
        }
        serve();
    }

    /// Consumers who hold something too long leave with all they hold; others lose just that.
    public void tick() {
        clock++;
        List<Client> late =
                clients.stream()
                        .filter(client ->
                                held.values().stream()
                                        .anyMatch(h -> h.client() == client && isOverdue(h)))
                        .toList();
        boolean left = clients.removeAll(late);
        line.removeAll(late);
        new TreeMap<>(held)
                .forEach((sequence, holder) -> {
                    Client client = holder.client();
                    boolean consumes = client != null && clients.contains(client);
                    if (late.contains(client) || !consumes && isOverdue(holder)) {
                        held.remove(sequence);
                        putBack(sequence);
                    }
                });
        if (left) {
            deleteIfAbandoned();
        }
        serve();
    }

    private boolean isOverdue(Held holder) {
        return clock - holder.since() >= PATIENCE;
    }

    public int purge() {
        int count = ready.size();
        ready.clear();
        return count;
    }

    public void credit(int number, long bytes) {
        for (Client client : clients) {
            if (client.number == number) {
                client.window = Math.min(client.windowMax, client.window + bytes);
                join(client);
            }
        }
        serve();
    }

    public void delete() {
        deleted = true;
        clients.clear();
        line.clear();
        ready.clear();
        held.clear();
    }

    private void deleteIfAbandoned() {
        if (autoDelete && clients.isEmpty()) {
            delete();
        }
    }

    private void putBack(long sequence) {
        ready.add(sequence);
        ready.sort(Comparator.naturalOrder());
        if (!redelivered.contains(sequence)) {
            redelivered.add(sequence);
        }
    }

    private void serve() {
        while (!ready.isEmpty() && !line.isEmpty()) {
            Client client = nextInLine();
            line.remove(client);
            long sequence = ready.removeFirst();
            deliveries.add(client.number + ":" + text(sequence));
            client.window -= DeliveryWindow.cost(size(sequence));
            if (!client.noAck) {
                held.put(sequence, new Held(client.session, client, clock + 1));
            }
            join(client);
        }
    }

    /// Of those with the highest priority, the one that has waited longest.
    private Client nextInLine() {
        long highest = line.stream().mapToLong(client -> client.priority).max().orElseThrow();
        return line.stream().filter(client -> client.priority == highest).findFirst().orElseThrow();
    }

    private void join(@Nullable Client client) {
        if (client != null
                && clients.contains(client)
                && !line.contains(client)
                && client.window > 0
                && (client.noAck || client.prefetch == 0 || unackedOf(client) < client.prefetch)) {
            line.add(client);
        }
    }

    private long unackedOf(Client client) {
        return held.values().stream().filter(holder -> holder.client() == client).count();
    }

    private int size(long sequence) {
        return sizes.getOrDefault(sequence, 0);
    }

    private String text(long sequence) {
        return sequence + (redelivered.contains(sequence) ? "r" : "");
    }
}
