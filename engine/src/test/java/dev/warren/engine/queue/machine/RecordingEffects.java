package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.SequenceSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes down what a machine does, as texts.
final class RecordingEffects implements Effects {

    private final List<String> deliveries = new ArrayList<>();
    private final List<Long> forgotten = new ArrayList<>();
    private final List<String> deaths = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    List<String> takeDeliveries() {
        List<String> taken = List.copyOf(deliveries);
        deliveries.clear();
        return taken;
    }

    List<Long> forgotten() {
        return forgotten;
    }

    List<String> takeDeaths() {
        List<String> taken = List.copyOf(deaths);
        deaths.clear();
        return taken;
    }

    List<String> others() {
        return others;
    }

    @Override
    public void deliver(
            int consumer, long sequence, boolean redelivered, Tries tries, boolean settled) {
        deliveries.add(consumer + ":" + sequence + (redelivered ? "r" : ""));
    }

    @Override
    public void forget(long sequence) {
        forgotten.add(sequence);
    }

    @Override
    public void purged(SequenceSet gone) {
        while (!gone.isEmpty()) {
            forgotten.add(gone.removeFirst());
        }
    }

    @Override
    public void died(long sequence, DeathReason reason, boolean isKept) {
        if (!isKept) {
            forgotten.add(sequence);
        }
        deaths.add(sequence + " " + reason.text() + (isKept ? " kept" : ""));
    }

    @Override
    public void failed(long sequence, Tries tries) {}

    @Override
    public void requestCredit(int consumer) {
        others.add("request " + consumer);
    }

    @Override
    public void returnCredit(int consumer, int deliveries) {
        others.add("return " + consumer + " " + deliveries);
    }

    @Override
    public void takenBack(long session, long[] sequences) {
        others.add("taken back from " + session + " " + Arrays.toString(sequences));
    }

    @Override
    public void cancelled(int consumer) {
        others.add("cancelled " + consumer);
    }

    @Override
    public void deleted() {
        others.add("deleted");
    }
}
