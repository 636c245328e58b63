package dev.warren.engine.events;

/// Is told what happens.
public interface EventListener {

    /// Whether it wants to know just now. Cheap, for it is asked before an event is put into words.
    /// Any thread.
    boolean isListening();

    /// Something has happened. On the lane where it did, so events of one lane come in their order.
    /// Must neither wait nor throw.
    void on(Event event);
}
