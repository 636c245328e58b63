package dev.warren.server;

import dev.warren.amqp.AmqpSettings;
import dev.warren.server.links.NodeClients;
import java.util.concurrent.CompletionStage;

/// Who sends the clients of a node away also ends what the node does as a client, and begins it
/// again with them.
record DoorsAndLinks(Doors doors, NodeClients links) implements Doors {

    @Override
    public void open() throws StartupException {
        doors.open();
        links.resume();
    }

    @Override
    public void suspend() {
        doors.suspend();
    }

    /// Links go on: they bring nobody in, and what they carry would be missing elsewhere.
    @Override
    public Leaving drain() {
        return doors.drain();
    }

    @Override
    public CompletionStage<Void> close() {
        links.pause();
        return doors.close();
    }

    @Override
    public CompletionStage<Void> end() {
        links.close();
        return doors.end();
    }

    @Override
    public boolean areOpen() {
        return doors.areOpen();
    }

    @Override
    public void offer(AmqpSettings settings) {
        doors.offer(settings);
    }
}
