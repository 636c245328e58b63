package dev.warren.amqp.channel;

import dev.warren.amqp.connection.AmqpConnection;
import dev.warren.amqp.connection.Outbox;
import dev.warren.amqp.connection.ReplyTexts;
import dev.warren.codec.frame.FrameErrors;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.auth.RightsPending;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.TakeBacks;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.traffic.ChannelCounters;
import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One channel, owned by its connection's lane.
///
/// Frames of a channel take effect in order. A method whose answer comes from another lane makes
/// the channel wait: its later frames are parked meanwhile, and the connection's other channels go
/// on ([#await]).
public final class AmqpChannel {

    private enum State {
        OPEN,
        /// The client asked to close; it waits for what it held to be given back.
        CLOSING,
        /// We closed it for an error; only close-ok counts.
        FAILED,
        CLOSED
    }

    private final AmqpConnection connection;
    private final int number;
    private final long session;
    private final Lane lane;
    private final Outbox outbox;
    private final Waiting waiting;
    private final Deliveries deliveries;
    private final Publisher publisher;
    private final Consumers consumers;
    private final Settlements settlements;
    private final QueueMethods queues;
    private final Transactions transactions;
    private final MethodSwitch methods;
    private final ChannelTrace trace;
    private final @Nullable ChannelSpans spans;
    private final ChannelEvents events;
    private final ChannelCounters counters;

    private final TakeBacks takeBacks = this::takenBack;

    /// Queues that are about to hand something to this session.
    private final Set<Queue> engaged = new LinkedHashSet<>();

    private State state = State.OPEN;

    /// Of the method that is being handled: errors name it.
    private int currentMethodId;

    public AmqpChannel(AmqpConnection connection, int number) {
        this.connection = connection;
        this.number = number;
        this.lane = connection.lane();
        this.outbox = connection.outbox();
        this.session = connection.broker().newSession();
        this.counters = new ChannelCounters(connection.traffic());
        this.trace = new ChannelTrace(this);
        this.spans = ChannelSpans.ofOrNull(this);
        this.events = new ChannelEvents(this);
        this.waiting = new Waiting(this);
        this.deliveries = new Deliveries(this);
        this.publisher = new Publisher(this);
        this.consumers = new Consumers(this);
        this.settlements = new Settlements(this);
        this.queues = new QueueMethods(this);
        this.transactions = new Transactions(this);
        this.methods = new MethodSwitch(this);
        events.opened();
    }

    public int number() {
        return number;
    }

    AmqpConnection connection() {
        return connection;
    }

    Lane lane() {
        return lane;
    }

    Broker broker() {
        return connection.broker();
    }

    /// Who is logged in.
    String userName() {
        return connection.userName();
    }

    Access access() {
        return connection.access();
    }

    /// May the user bind something to this exchange with this key? 403 when not.
    void requireBindingFrom(ShortString source, ShortString key) {
        Access access = access();
        Resource resource = Resource.exchange(access.vhost(), source);
        access.requireRead(resource);
        Exchange exchange = vhost().exchangeOrNull(source);
        if (exchange != null && exchange.isTopic()) {
            access.requireTopicRead(resource, key);
        }
    }

    /// The virtual host as it is now.
    VirtualHost vhost() {
        return broker().topology().requireVhost(access().vhost());
    }

    /// Under this number queues know what the channel has not settled.
    long session() {
        return session;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Unacked unacked() {
        return deliveries.unacked();
    }

    Consumers consumers() {
        return consumers;
    }

    QueueMethods queues() {
        return queues;
    }

    Publisher publisher() {
        return publisher;
    }

    Settlements settlements() {
        return settlements;
    }

    Transactions transactions() {
        return transactions;
    }

    ChannelTrace trace() {
        return trace;
    }

    /// Null where no traces are recorded.
    @Nullable ChannelSpans spansOrNull() {
        return spans;
    }

    ChannelCounters counters() {
        return counters;
    }

    ChannelEvents events() {
        return events;
    }

    void send(Method method) {
        outbox.send(number, method);
    }

    void sendContent(Message message) {
        outbox.sendContent(number, message);
    }

    // --- frames in -----------------------------------------------------------------------------

    /// The method that the channel is busy with, content included: errors name it.
    public int currentMethodId() {
        return currentMethodId;
    }

    /// Takes a frame, or says that it cannot yet.
    public boolean frame(int type, int methodId, ByteBuf in, int index, int length) {
        if (state != State.OPEN) {
            afterTheEnd(methodId);
            return true;
        }
        if (waiting.isBusy()) {
            return waiting.park(type, methodId, in, index, length);
        }
        return take(type, methodId, in, index, length);
    }

    boolean take(int type, int methodId, ByteBuf in, int index, int length) {
        switch (type) {
            case Frames.METHOD -> method(methodId, in, index, length);
            case Frames.HEADER -> {
                return publisher.header(in, index, length);
            }
            case Frames.BODY -> {
                return publisher.body(in, index, length);
            }
            default -> throw FrameErrors.unexpectedFrame(type, in, index, length);
        }
        return true;
    }

    private void method(int methodId, ByteBuf in, int index, int length) {
        publisher.requireNoContentIsDue();
        currentMethodId = methodId;
        switch (methodId) {
            case MethodIds.BASIC_PUBLISH -> publisher.method(in, index, length);
            case MethodIds.BASIC_ACK -> settlements.ack(in, index, length);
            default -> {
                publisher.handOff();
                Method method = MethodReader.read(in, index, length);
                asking(() -> methods.handle(method));
            }
        }
    }

    /// Content came where no publish had announced it.
    public static AmqpException expectedMethod() {
        return AmqpException.ofNoMethod(
                ReplyCode.UNEXPECTED_FRAME, "expected method frame, got non method frame instead");
    }

    static AmqpException unimplemented() {
        return new AmqpException(ReplyCode.COMMAND_INVALID, "unimplemented method");
    }

    /// Goes on with an answer once it is there ([Waiting]).
    <T extends @Nullable Object> void await(CompletionStage<T> answer, Consumer<T> then) {
        waiting.await(currentMethodId, answer, then);
    }

    /// Does what may need rights that have to be asked for elsewhere ([Waiting]).
    void asking(Runnable work) {
        waiting.asking(currentMethodId, work);
    }

    void whenAnswered(RightsPending pending, Runnable work) {
        waiting.whenAnswered(currentMethodId, pending, work);
    }

    /// Takes what was parked, until the channel waits again or has to stop publishing.
    public void takeParked() {
        waiting.takeParked();
    }

    // --- queues that hand something out --------------------------------------------------------

    /// Hears of what the channel has held for too long.
    TakeBacks takeBacks() {
        return takeBacks;
    }

    private void takenBack(Queue from, long[] sequences) {
        lane.execute(() -> settlements.takenBack(from, sequences));
    }

    /// The queue may hand something to this session from now on.
    void engage(Queue queue) {
        engaged.add(queue);
    }

    void disengage(Queue queue) {
        engaged.remove(queue);
    }

    // --- the end -------------------------------------------------------------------------------

    void closedByClient() {
        state = State.CLOSING;
        release()
                .whenCompleteAsync(
                        (_, _) -> {
                            if (state == State.CLOSING) {
                                send(new ChannelMethod.CloseOk());
                                state = State.CLOSED;
                                connection.forget(this);
                            }
                        },
                        lane);
    }

    /// Closes the channel for an error of the client's.
    public void closeWith(AmqpException error, int methodId) {
        if (state != State.OPEN) {
            return;
        }
        state = State.FAILED;
        release();
        send(
                new ChannelMethod.Close(
                        error.code().code(),
                        ReplyTexts.cut(error.replyText()),
                        methodId >>> 16,
                        methodId & 0xFFFF));
    }

    /// After our close everything is ignored but close-ok, and a close of the client's that crossed
    /// it.
    private void afterTheEnd(int methodId) {
        if (state == State.FAILED) {
            if (methodId == MethodIds.CHANNEL_CLOSE_OK) {
                state = State.CLOSED;
                connection.forget(this);
            } else if (methodId == MethodIds.CHANNEL_CLOSE) {
                send(new ChannelMethod.CloseOk());
            }
        }
    }

    /// The connection ends: everything of all its channels is given back. Completes when queues
    /// have it.
    public static CompletionStage<Void> releaseAll(Collection<AmqpChannel> channels) {
        return CompletableFuture.allOf(
                channels.stream()
                        .map(channel -> {
                            State before = channel.state;
                            channel.state = State.CLOSED;
                            return before == State.OPEN
                                    ? channel.release().toCompletableFuture()
                                    : CompletableFuture.<Void>completedFuture(null);
                        })
                        .toArray(CompletableFuture[]::new));
    }

    /// Gives back what the channel holds: what was published goes out, consumers leave, unacked
    /// messages are requeued.
    private CompletionStage<Void> release() {
        publisher.close();
        if (spans != null) {
            spans.close();
        }
        waiting.clear();
        consumers.endReplies();
        Set<Queue> holding = new LinkedHashSet<>(engaged);
        deliveries.unacked().forEachQueue(holding::add);
        transactions.forEachSettledQueue(holding::add);
        consumers.all().forEach(consumer -> holding.add(consumer.queue()));
        consumers.close();
        transactions.close();
        events.closed();
        return CompletableFuture.allOf(
                holding.stream()
                        .map(queue -> queue.release(session).toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }
}
