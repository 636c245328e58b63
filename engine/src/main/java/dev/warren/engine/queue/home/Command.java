package dev.warren.engine.queue.home;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.machine.Subscription;
import java.util.List;

/// A command to a queue's machine, as a logged home writes it. See the methods of the same name
/// there.
sealed interface Command {

    /// With the keys that it takes unless it is a duplicate.
    record Append(Message message, List<KeyMark> keys) implements Command {
        public Append {
            keys = List.copyOf(keys);
        }
    }

    record Subscribe(Subscription subscription) implements Command {}

    record Cancel(int consumer) implements Command {}

    record Get(long session, boolean noAck) implements Command {}

    record Settle(Settlement how, List<Long> sequences) implements Command {}

    /// Who holds these begins anew with that.
    record Renew(List<Long> sequences) implements Command {}

    /// Dead messages have been taken over.
    record Bury(long sequence) implements Command {}

    record Configure(Rules rules) implements Command {}

    /// Let expire what is too old and drop what is too much, so many messages at most.
    record Tidy(int deathsMax) implements Command {}

    /// So much time has passed for those who hold messages.
    record Tick(int millis) implements Command {}

    record Release(long session) implements Command {}

    /// Do away with those that are ready.
    record Remove(List<Long> sequences) implements Command {}

    record Purge() implements Command {}

    record Delete(boolean ifUnused, boolean ifEmpty) implements Command {}

    record Credit(int consumer, long bytes) implements Command {}

    record Grant(int consumer, int deliveries) implements Command {}

    record Gate(int consumer, boolean gated) implements Command {}

    /// Changes nothing: its place in the log is when somebody looked.
    record Count() implements Command {}

    /// Serve consumers with so many messages at most.
    record Serve(int deliveries) implements Command {}
}
