package dev.warren.engine.queue;

import java.util.List;

/// What a [Look] at a queue has shown.
///
/// @param messages in the order of sequences
/// @param nextSequence where the next look goes on; [#NO_MORE] when there is nothing else
public record Seen(List<SeenMessage> messages, long nextSequence) {

    public static final long NO_MORE = -1;

    public Seen {
        messages = List.copyOf(messages);
    }
}
