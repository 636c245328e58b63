package dev.warren.engine.queue.home;

import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A channel that writes down what is given back, and grants what one consumer gives back to
/// another at once.
final class RecordingCredit implements ChannelCredit {

    private final String giver;
    private final String taker;
    private final Map<String, Consumer> asking = new HashMap<>();
    private final List<String> givenBack = new ArrayList<>();

    RecordingCredit(String giver, String taker) {
        this.giver = giver;
        this.taker = taker;
    }

    List<String> givenBack() {
        return givenBack;
    }

    @Override
    public void request(Consumer consumer) {
        asking.put(consumer.tag().toString(), consumer);
    }

    @Override
    public void giveBack(Consumer consumer, int deliveries) {
        String tag = consumer.tag().toString();
        givenBack.add(tag + " " + deliveries);
        @Nullable Consumer next = tag.equals(giver) ? asking.remove(taker) : null;
        if (next != null) {
            next.queue().grant(next, this, deliveries);
        }
    }
}
