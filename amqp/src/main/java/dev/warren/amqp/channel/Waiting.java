package dev.warren.amqp.channel;

import dev.warren.amqp.connection.AmqpConnection;
import dev.warren.amqp.connection.ReadGate;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.RightsPending;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A channel that waits for an answer from another lane: its later frames are parked meanwhile, in
/// order, and the connection's other channels go on. Owned by the channel's lane.
final class Waiting {

    /// What one method or message may ask about elsewhere. A message with many keys asks for each.
    private static final int QUESTIONS_MAX = 128;

    private final AmqpChannel channel;
    private final AmqpConnection connection;
    private final ParkedFrames parked;
    private boolean isWaiting;
    private boolean isTaking;

    Waiting(AmqpChannel channel) {
        this.channel = channel;
        this.connection = channel.connection();
        this.parked = new ParkedFrames(connection.ledger());
    }

    /// Whether a frame that comes now has to be parked.
    boolean isBusy() {
        return isWaiting || !parked.isEmpty();
    }

    /// The channel ends: what is parked is never looked at.
    void clear() {
        parked.clear();
    }

    /// Goes on with an answer once it is there; until then the channel's frames are parked.
    ///
    /// An answer that is already there is used at once. A failure is answered like any other
    /// mistake of the client.
    <T extends @Nullable Object> void await(
            int methodId, CompletionStage<T> answer, Consumer<T> then) {
        isWaiting = true;
        answer.whenCompleteAsync(
                (value, failure) -> answered(methodId, value, failure, then), channel.lane());
    }

    private <T extends @Nullable Object> void answered(
            int methodId, T value, @Nullable Throwable failure, Consumer<T> then) {
        isWaiting = false;
        if (!channel.isOpen()) {
            return;
        }
        connection.guard(
                channel.number(),
                methodId,
                () -> {
                    if (failure != null) {
                        throw unwrap(failure);
                    }
                    then.accept(value);
                });
        takeParked();
    }

    /// Does what may need rights that have to be asked for elsewhere: again from its beginning when
    /// an answer is there. It changes nothing before it has all of them.
    void asking(int methodId, Runnable work) {
        run(methodId, work, 0);
    }

    /// Goes on with what had to wait for a right.
    void whenAnswered(int methodId, RightsPending pending, Runnable work) {
        whenAnswered(methodId, pending, work, 1);
    }

    private void run(int methodId, Runnable work, int asked) {
        try {
            work.run();
        } catch (RightsPending pending) {
            whenAnswered(methodId, pending, work, asked + 1);
        }
    }

    private void whenAnswered(int methodId, RightsPending pending, Runnable work, int asked) {
        if (asked > QUESTIONS_MAX) {
            throw new AmqpException(
                    ReplyCode.ACCESS_REFUSED, "too many rights would have to be asked for");
        }
        await(
                methodId,
                pending.answer(),
                verdict -> {
                    pending.remember(verdict);
                    run(methodId, work, asked);
                });
    }

    private static RuntimeException unwrap(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("an answer failed", cause);
    }

    /// Puts a frame aside, or closes the gate when there are too many.
    boolean park(int type, int methodId, ByteBuf in, int index, int length) {
        if (parked.isFull()) {
            connection.gate().close(ReadGate.Reason.PARKED);
            return false;
        }
        parked.add(type, methodId, in, index, length);
        return true;
    }

    /// Takes what was parked, until the channel waits again or has to stop publishing.
    ///
    /// An answer that is there at once comes back here while its frame still is the oldest: then
    /// the loop further out goes on.
    void takeParked() {
        if (isTaking) {
            return;
        }
        isTaking = true;
        offerParked();
        isTaking = false;
        if (!channel.isOpen()) {
            parked.clear();
        }
        if (!parked.isFull()) {
            connection.gate().open(ReadGate.Reason.PARKED);
        }
    }

    private void offerParked() {
        boolean goesOn = true;
        while (goesOn && !isWaiting && channel.isOpen() && !parked.isEmpty()) {
            boolean[] taken = {true};
            connection.guard(
                    channel.number(),
                    parked.firstMethodId(),
                    () -> taken[0] = parked.offerFirst(channel::take));
            goesOn = taken[0];
        }
    }
}
