package dev.warren.engine.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Where whoever does something tells it, and whoever wants to know listens. Any thread.
public final class Events {

    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

    public void listen(EventListener listener) {
        listeners.add(listener);
    }

    /// Tells it to all who listen. It is made only when somebody does.
    public void tell(Supplier<? extends Event> what) {
        Event event = null;
        for (EventListener listener : listeners) {
            if (listener.isListening()) {
                if (event == null) {
                    event = what.get();
                }
                listener.on(event);
            }
        }
    }
}
