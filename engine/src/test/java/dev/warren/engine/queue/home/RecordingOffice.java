package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Writes down which dead letters come in. Takes them over at once, or when the test says.
final class RecordingOffice implements DeadLetterOffice {

    /// `id reason`, in order.
    final List<String> letters = new ArrayList<>();

    boolean isSlow;
    private final ArrayDeque<Runnable> untaken = new ArrayDeque<>();

    @Override
    public void take(
            Queue from, DeadLettering where, Message message, DeathReason reason, Runnable taken) {
        letters.add(TestMessages.idOf(message) + " " + reason.text());
        if (isSlow) {
            untaken.add(taken);
        } else {
            taken.run();
        }
    }

    List<String> takeLetters() {
        List<String> taken = List.copyOf(letters);
        letters.clear();
        return taken;
    }

    int untaken() {
        return untaken.size();
    }

    /// On the queue's lane.
    void takeOver() {
        for (int count = untaken.size(); count > 0; count--) {
            untaken.remove().run();
        }
    }
}
