package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.machine.Subscription;
import java.util.List;

/// Applies records of a log to a machine: how a replica follows, and how a node finds back after a
/// restart.
public final class CommandReplay {

    private CommandReplay() {}

    public static void apply(Bytes record, QueueMachine machine) {
        machine.at(CommandCodec.wallMillis(record));
        switch (CommandCodec.decode(record)) {
            case Command.Append(Message message, List<KeyMark> keys) ->
                    append(machine, message, keys);
            case Command.Subscribe(Subscription subscription) -> machine.subscribe(subscription);
            case Command.Cancel(int consumer) -> machine.cancel(consumer);
            case Command.Get(long session, boolean noAck) -> machine.get(session, noAck);
            case Command.Settle(Settlement how, List<Long> sequences) ->
                    sequences.forEach(sequence -> machine.settle(how, sequence));
            case Command.Renew(List<Long> sequences) -> sequences.forEach(machine::renew);
            case Command.Bury(long sequence) -> machine.bury(sequence);
            case Command.Configure(Rules rules) -> machine.configure(rules);
            case Command.Tidy(int deathsMax) -> machine.tidy(deathsMax, 0, 0);
            case Command.Tick(int millis) -> machine.tick(millis);
            case Command.Release(long session) -> machine.release(session);
            case Command.Remove(List<Long> sequences) -> sequences.forEach(machine::remove);
            case Command.Purge() -> machine.purge();
            case Command.Delete(boolean ifUnused, boolean ifEmpty) ->
                    machine.delete(ifUnused, ifEmpty);
            case Command.Credit(int consumer, long bytes) -> machine.credit(consumer, bytes);
            case Command.Grant(int consumer, int deliveries) -> machine.grant(consumer, deliveries);
            case Command.Gate(int consumer, boolean gated) -> machine.gate(consumer, gated);
            case Command.Count() -> {}
            case Command.Serve(int deliveries) -> serve(machine, deliveries);
        }
    }

    private static void append(QueueMachine machine, Message message, List<KeyMark> keys) {
        if (Keying.isDuplicate(machine, message, keys) || machine.refuses(message.bodyLength())) {
            return;
        }
        long sequence = Arrival.append(machine, message, Arrival.isPlain(machine.rules(), message));
        if (sequence != QueueMachine.NONE && !keys.isEmpty()) {
            machine.keys().take(keys, sequence);
        }
    }

    private static void serve(QueueMachine machine, int deliveries) {
        for (int i = 0; i < deliveries && machine.next() != QueueMachine.NONE; i++) {
            machine.deliver();
        }
    }
}
