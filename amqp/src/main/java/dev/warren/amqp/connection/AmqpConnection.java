package dev.warren.amqp.connection;

import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.channel.AmqpChannel;
import dev.warren.amqp.lane.EventLoopLane;
import dev.warren.codec.frame.FrameErrors;
import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.FrameSink;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.frame.ProtocolHeader;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.method.Methods;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Access;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.memory.LaneLedger;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.collection.IntObjectHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client connection, owned by its lane from the first byte to the last.
///
/// ```
///   HANDSHAKE ──open──> RUNNING ──close or error──> CLOSING ──close-ok, time-out──> CLOSED
/// ```
///
/// Frames come in through [#frame]; channel 0 is answered here and in [Handshake], the others by their [AmqpChannel].
/// Every error a client makes is answered in [#fail].
public final class AmqpConnection implements FrameSink {

    private static final Logger log = LoggerFactory.getLogger("warren.connection");

    /// How long a client may take to answer our close, and how long what it sent before is read away.
    private static final long CLOSE_MILLIS_MAX = 30_000;

    private static final long DRAIN_MILLIS_MAX = 3_000;

    private enum State {
        HANDSHAKE,
        RUNNING,
        CLOSING,
        CLOSED
    }

    private final long id;
    private final ChannelHandlerContext ctx;
    private final EventLoopLane lane;
    private final Broker broker;
    private final AmqpSettings settings;
    private final FrameReader reader;
    private final Outbox outbox;
    private final Heartbeats heartbeats;
    private final ReadGate gate;
    private final InFlight inFlight;
    private final Handshake handshake;
    private final DeliveryCredits deliveryCredits;
    private final ExclusiveQueues exclusiveQueues;
    private final IntObjectHashMap<AmqpChannel> channels = new IntObjectHashMap<>();

    /// The channel of the last frame, since the next one is mostly for the same.
    private @Nullable AmqpChannel lastChannel;

    private State state = State.HANDSHAKE;
    private boolean isDiscarding;
    private int channelMax;
    private int frameMax;
    private @Nullable Access access;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    public AmqpConnection(
            long id,
            ChannelHandlerContext ctx,
            EventLoopLane lane,
            Broker broker,
            AmqpSettings settings) {
        this.id = id;
        this.ctx = ctx;
        this.lane = lane;
        this.broker = broker;
        this.settings = settings;
        this.reader = new FrameReader(settings.bounds().initialFrameMaxBytes());
        this.outbox = new Outbox(ctx, lane, broker.ledger().ofLane(lane.index()));
        this.heartbeats = new Heartbeats(lane, outbox, this::clientIsDead);
        this.gate = new ReadGate(ctx, lane, outbox, heartbeats, broker.memoryAlarm());
        this.inFlight = new InFlight(lane, gate);
        this.handshake = new Handshake(this, broker, settings);
        this.deliveryCredits = new DeliveryCredits();
        this.exclusiveQueues = new ExclusiveQueues();
        outbox.setWhenWritten(deliveryCredits::giveBack);
        gate.setBeforeReading(() -> List.copyOf(channels.values()).forEach(AmqpChannel::takeParked));
    }

    // --- what channels and helpers ask ---------------------------------------------------------

    /// Unique in the life of the node.
    public long id() {
        return id;
    }

    public EventLoopLane lane() {
        return lane;
    }

    public Broker broker() {
        return broker;
    }

    public AmqpSettings settings() {
        return settings;
    }

    public Outbox outbox() {
        return outbox;
    }

    public ReadGate gate() {
        return gate;
    }

    public InFlight inFlight() {
        return inFlight;
    }

    public LaneLedger ledger() {
        return broker.ledger().ofLane(lane.index());
    }

    public DeliveryCredits deliveryCredits() {
        return deliveryCredits;
    }

    public ExclusiveQueues exclusiveQueues() {
        return exclusiveQueues;
    }

    /// The user and virtual host, and what the one may do in the other. Only once it is open.
    public Access access() {
        Access granted = access;
        if (granted == null) {
            throw new IllegalStateException("not open");
        }
        return broker.refresh(granted);
    }

    /// Whether the client said that it understands an extension of the protocol.
    public boolean clientCan(String capability) {
        return handshake.clientCan(capability);
    }

    /// Completes when the socket has gone. Any thread may wait.
    public CompletableFuture<Void> whenGone() {
        return gone;
    }

    /// `127.0.0.1:51322 -> 127.0.0.1:5672`
    public String describe() {
        return Peers.describe(ctx.channel());
    }

    /// Whether it still is to be opened: while a login is checked, the connection may have ended.
    boolean isInHandshake() {
        return state == State.HANDSHAKE;
    }

    ChannelHandlerContext ctx() {
        return ctx;
    }

    // --- a life: begin, tune, open -------------------------------------------------------------

    /// The protocol header was ours.
    void begin() {
        log.info("accepting AMQP connection {} ({})", id, describe());
        gate.watchAlarm();
        handshake.begin();
    }

    /// The header was not one we speak: says what we do speak, and closes.
    void refuseProtocol(ProtocolHeader header) {
        log.warn("closing connection {} ({}): {}", id, describe(), "bad header: " + header);
        ProtocolHeader.write(outbox.buffer());
        state = State.CLOSED;
        outbox.flushAndClose();
    }

    void tuned(int channelMax, int frameMax, int heartbeatSeconds) {
        this.channelMax = channelMax;
        this.frameMax = frameMax;
        reader.frameMax(frameMax);
        outbox.setFrameMax(frameMax);
        heartbeats.start(heartbeatSeconds);
    }

    void opened(Access granted) {
        access = granted;
        state = State.RUNNING;
        log.info(
                "connection {} ({}): user '{}' authenticated and granted access to vhost '{}'",
                id,
                describe(),
                granted.user().name(),
                granted.vhost());
    }

    // --- frames --------------------------------------------------------------------------------

    /// Reads all whole frames that there are, until one has to wait.
    void read(ByteBuf in) {
        if (isDiscarding || state == State.CLOSED) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            reader.read(in, this);
        } catch (AmqpException e) {
            fail(0, 0, e);
            isDiscarding = true;
            in.skipBytes(in.readableBytes());
            lane.schedule(this::closeSocket, DRAIN_MILLIS_MAX);
        }
    }

    @Override
    public boolean frame(int type, int channel, ByteBuf in, int index, int length) {
        if (gate.isClosed()) {
            return false;
        }
        heartbeats.received();
        if (state == State.CLOSING) {
            return awaitCloseOk(type, channel, in, index, length);
        }
        int methodId = type == Frames.METHOD && length >= 4 ? in.getInt(index) : 0;
        try {
            if (channel != 0 && state == State.RUNNING) {
                return channelFrame(type, channel, methodId, in, index, length);
            }
            connectionFrame(type, channel, methodId, in, index, length);
            return true;
        } catch (AmqpException e) {
            fail(channel, failedMethod(channel, methodId), e);
            return true;
        } catch (RuntimeException | AssertionError e) {
            log.error("frame of connection {} ({}) failed", id, describe(), e);
            fail(0, methodId, new AmqpException(ReplyCode.INTERNAL_ERROR, "internal error"));
            return true;
        }
    }

    /// What the error names: the method that the channel is busy with, and nothing that AMQP does not know.
    private int failedMethod(int channel, int methodId) {
        AmqpChannel failed = channels.get(channel);
        int id = failed == null ? methodId : failed.currentMethodId();
        return Methods.isDefined(id) ? id : 0;
    }

    private void connectionFrame(
            int type, int channel, int methodId, ByteBuf in, int index, int length) {
        if (type == Frames.HEARTBEAT && channel == 0) {
            return;
        }
        if (type != Frames.METHOD || channel != 0) {
            throw FrameErrors.unexpectedFrame(type, in, index, length);
        }
        if (!(MethodReader.read(in, index, length) instanceof ConnectionMethod method)) {
            throw handshake.unexpectedMethod();
        }
        switch (method) {
            case ConnectionMethod.Close _ -> closedByClient();
            case ConnectionMethod.UpdateSecret secret when state == State.RUNNING ->
                    handshake.updateSecret(secret);
            default -> handshake.handle(method);
        }
    }

    private boolean channelFrame(
            int type, int number, int methodId, ByteBuf in, int index, int length) {
        AmqpChannel channel = lastChannel;
        if (channel == null || channel.number() != number) {
            channel = channels.get(number);
            if (channel == null) {
                openChannel(type, number, methodId, in, index, length);
                return true;
            }
            lastChannel = channel;
        }
        return channel.frame(type, methodId, in, index, length);
    }

    private void openChannel(
            int type, int number, int methodId, ByteBuf in, int index, int length) {
        if (type == Frames.HEARTBEAT) {
            throw FrameErrors.unexpectedFrame(type, in, index, length);
        }
        if (type != Frames.METHOD) {
            throw AmqpChannel.expectedMethod();
        }
        if (methodId == MethodIds.CHANNEL_CLOSE_OK) {
            return;
        }
        if (methodId != MethodIds.CHANNEL_OPEN) {
            throw new AmqpException(ReplyCode.CHANNEL_ERROR, "expected 'channel.open'");
        }
        if (channelMax > 0 && channels.size() >= channelMax) {
            throw AmqpException.ofNoMethod(
                    ReplyCode.NOT_ALLOWED,
                    "number of channels opened (%d) has reached the negotiated channel_max (%d)"
                            .formatted(channels.size(), channelMax));
        }
        AmqpChannel channel = new AmqpChannel(this, number);
        channels.put(number, channel);
        outbox.send(number, new ChannelMethod.OpenOk());
    }

    /// Frames that a channel had put aside while it waited are looked at again by the channel itself; this is
    /// where an error of theirs ends.
    public void guard(int channel, int methodId, Runnable work) {
        try {
            work.run();
        } catch (AmqpException e) {
            fail(channel, methodId, e);
        } catch (RuntimeException | AssertionError e) {
            failInternally(e);
        }
    }

    // --- errors and endings --------------------------------------------------------------------

    /// Answers a client's mistake: the one place where errors become frames.
    public void fail(int channel, int methodId, AmqpException error) {
        if (state != State.RUNNING && state != State.HANDSHAKE) {
            return;
        }
        AmqpChannel failed = channels.get(channel);
        if (!error.endsConnection() && failed != null) {
            log.error(
                    "channel error on connection {} ({}), channel {}: {}",
                    id,
                    describe(),
                    channel,
                    error.replyText());
            failed.closeWith(error, methodId);
        } else {
            log.error(
                    "error on connection {} ({}), channel {}: {}",
                    id,
                    describe(),
                    channel,
                    error.replyText());
            close(error, error.namesMethod() ? methodId : 0);
        }
    }

    /// Our own mistake: the connection ends with 541, the others go on.
    void failInternally(Throwable cause) {
        log.error("connection {} ({}) failed", id, describe(), cause);
        fail(0, 0, new AmqpException(ReplyCode.INTERNAL_ERROR, "internal error"));
    }

    /// Closes from our side, for an error or because somebody wants it closed (320).
    public void close(AmqpException reason, int methodId) {
        if (state == State.CLOSING || state == State.CLOSED) {
            return;
        }
        state = State.CLOSING;
        // Opened last: frames that were put aside are forgotten by then and cannot close it again.
        release();
        gate.open();
        outbox.send(
                0,
                new ConnectionMethod.Close(
                        reason.code().code(),
                        ReplyTexts.cut(reason.replyText()),
                        methodId >>> 16,
                        methodId & 0xFFFF));
        lane.schedule(this::closeSocket, CLOSE_MILLIS_MAX);
    }

    /// Ends without a word, as for a client that could not log in and would not understand one.
    void closeSilently() {
        state = State.CLOSED;
        outbox.flushAndClose();
    }

    private void closedByClient() {
        state = State.CLOSING;
        isDiscarding = true;
        log.info("closing AMQP connection {} ({})", id, describe());
        release()
                .whenCompleteAsync(
                        (_, _) -> {
                            outbox.send(0, new ConnectionMethod.CloseOk());
                            outbox.flushAndClose();
                        },
                        lane);
    }

    /// After our close only close-ok counts; a close of the client's that crossed it is answered.
    private boolean awaitCloseOk(int type, int channel, ByteBuf in, int index, int length) {
        if (type == Frames.METHOD && channel == 0 && length >= 4) {
            int methodId = in.getInt(index);
            if (methodId == MethodIds.CONNECTION_CLOSE) {
                outbox.send(0, new ConnectionMethod.CloseOk());
                outbox.flushAndClose();
            } else if (methodId == MethodIds.CONNECTION_CLOSE_OK) {
                closeSocket();
            }
        }
        return true;
    }

    private void clientIsDead() {
        log.error(
                "closing AMQP connection {} ({}): missed heartbeats from client", id, describe());
        closeSocket();
    }

    private void closeSocket() {
        if (ctx.channel().isActive()) {
            outbox.flushAndClose();
        }
    }

    /// The socket has gone, announced or not.
    void socketIsGone() {
        if (state == State.RUNNING) {
            log.warn(
                    "closing AMQP connection {} ({}): client unexpectedly closed TCP connection",
                    id,
                    describe());
        }
        if (state != State.CLOSING) {
            release();
        }
        state = State.CLOSED;
        handshake.stop();
        heartbeats.stop();
        gate.unwatchAlarm();
        outbox.release();
        gone.complete(null);
    }

    void becameWritable() {
        deliveryCredits.giveBack();
    }

    /// Gives everything back: unacked messages to their places, consumers, exclusive queues. Completes on any lane.
    private CompletionStage<Void> release() {
        handshake.stop();
        CompletionStage<Void> released = AmqpChannel.releaseAll(channels.values());
        channels.clear();
        lastChannel = null;
        return released.thenComposeAsync(_ -> exclusiveQueues.deleteAll(), lane);
    }

    /// The channel is closed on both sides: its number is free.
    public void forget(AmqpChannel channel) {
        channels.remove(channel.number());
        if (lastChannel == channel) {
            lastChannel = null;
        }
    }

    /// The largest frame that this client takes; zero is no limit.
    public int frameMax() {
        return frameMax;
    }

}
