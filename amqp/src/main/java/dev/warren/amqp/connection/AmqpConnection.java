package dev.warren.amqp.connection;

import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.channel.AmqpChannel;
import dev.warren.amqp.lane.EventLoopLane;
import dev.warren.codec.frame.ProtocolHeader;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Access;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.LaneTraffic;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One client connection, owned by its lane from the first byte to the last.
///
/// Frames come in through [IncomingFrames]; channel 0 is answered by [Handshake], the others by
/// their [AmqpChannel]. Every error a client makes is answered in [#fail].
public final class AmqpConnection {

    private final long id;
    private final Ends ends;
    private final ChannelHandlerContext ctx;
    private final EventLoopLane lane;
    private final Broker broker;
    private final AmqpSettings settings;
    private final IncomingFrames incoming;
    private final ConnectionCounters counters;
    private final Outbox outbox;
    private final Heartbeats heartbeats;
    private final SendTimeout sendTimeout;
    private final ReadGate gate;
    private final InFlight inFlight;
    private final TurnShare turnShare;
    private final Handshake handshake;
    private final DeliveryCredits deliveryCredits;
    private final DeliveryWindows deliveryWindows;
    private final ExclusiveQueues exclusiveQueues;
    private final ChannelTable channels = new ChannelTable(this);
    private final Ending ending;
    private final Occupancy occupancy;
    private final ConnectionEvents events;
    private final ConnectionLog log;

    private ConnectionState state = ConnectionState.HANDSHAKE;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    public AmqpConnection(
            long id,
            Ends ends,
            ChannelHandlerContext ctx,
            EventLoopLane lane,
            Broker broker,
            AmqpSettings settings,
            WindowShares windowShares) {
        this.id = id;
        this.ends = ends;
        this.ctx = ctx;
        this.lane = lane;
        this.broker = broker;
        this.settings = settings;
        this.counters = new ConnectionCounters(broker.traffic().ofLane(lane.index()));
        this.outbox =
                new Outbox(
                        ctx,
                        lane,
                        broker.ledger().ofLane(lane.index()),
                        broker.paging()::isDue,
                        counters);
        this.log = new ConnectionLog(this);
        this.ending = new Ending(this, ctx);
        this.heartbeats = new Heartbeats(lane, outbox, this::clientIsDead);
        this.sendTimeout =
                new SendTimeout(
                        ctx.channel(),
                        lane,
                        outbox,
                        settings.bounds().sendMillisMax(),
                        this::clientIsStuck);
        this.gate = new ReadGate(ctx, lane, outbox, heartbeats, broker.resourceAlarm());
        this.inFlight = new InFlight(lane, gate);
        this.turnShare = new TurnShare(lane, gate);
        this.handshake = new Handshake(this, broker, settings);
        this.incoming = new IncomingFrames(this, settings.bounds().initialFrameMaxBytes());
        this.occupancy = new Occupancy(broker);
        this.events = new ConnectionEvents(this);
        this.deliveryCredits = new DeliveryCredits();
        this.deliveryWindows =
                new DeliveryWindows(windowShares, broker.resourceAlarm()::limitBytes);
        this.exclusiveQueues = new ExclusiveQueues();
        outbox.setWhenWritten(deliveryCredits::giveBack);
        outbox.setWhenCrowded(gate::setUnwritten);
        outbox.setWhenWaiting(sendTimeout::watch);
        gate.setBeforeReading(channels::takeParked);
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

    public TurnShare turnShare() {
        return turnShare;
    }

    public LaneLedger ledger() {
        return broker.ledger().ofLane(lane.index());
    }

    /// What has gone through its lane.
    public LaneTraffic traffic() {
        return broker.traffic().ofLane(lane.index());
    }

    ConnectionCounters counters() {
        return counters;
    }

    public DeliveryCredits deliveryCredits() {
        return deliveryCredits;
    }

    public DeliveryWindows deliveryWindows() {
        return deliveryWindows;
    }

    public ExclusiveQueues exclusiveQueues() {
        return exclusiveQueues;
    }

    /// The user and virtual host, and what the one may do in the other. Only once it is open.
    public Access access() {
        return occupancy.access();
    }

    /// Who is logged in. Only once it is open; also when the virtual host has gone.
    public String userName() {
        return occupancy.userName();
    }

    /// Who uses the connection.
    Occupancy occupancy() {
        return occupancy;
    }

    /// Whether the client said that it understands an extension of the protocol.
    public boolean clientCan(String capability) {
        return handshake.clientCan(capability);
    }

    /// Completes when the socket has gone. Any thread may wait.
    public CompletableFuture<Void> whenGone() {
        return gone;
    }

    /// Completes when the client has been told that the connection ends and everything is given
    /// back, or has gone. Any thread may wait.
    public CompletableFuture<Void> whenTold() {
        return ending.whenTold();
    }

    /// `127.0.0.1:51322 -> 127.0.0.1:5672`
    public String describe() {
        return ends.describe();
    }

    Ends ends() {
        return ends;
    }

    /// Whether it still is to be opened: while a login is checked, the connection may have ended.
    boolean isInHandshake() {
        return state == ConnectionState.HANDSHAKE;
    }

    ConnectionState state() {
        return state;
    }

    ChannelHandlerContext ctx() {
        return ctx;
    }

    Handshake handshake() {
        return handshake;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    ChannelTable channels() {
        return channels;
    }

    ConnectionEvents events() {
        return events;
    }

    ConnectionLog log() {
        return log;
    }

    IncomingFrames incoming() {
        return incoming;
    }

    // --- a life: begin, tune, open -------------------------------------------------------------

    void enter(ConnectionState next) {
        state = next;
    }

    Ending ending() {
        return ending;
    }

    /// The protocol header was ours.
    void begin() {
        log.accepted();
        gate.watchAlarm();
        handshake.begin();
    }

    /// The header was not one we speak: says what we do speak, and closes.
    ///
    /// @param octets what the client began with
    void refuseProtocol(ProtocolHeader header, byte[] octets) {
        log.badHeader(header, octets);
        ProtocolHeader.write(outbox.buffer());
        ending.silently();
    }

    void tuned(int channelMax, int frameMax, int heartbeatSeconds) {
        channels.setCountMax(channelMax);
        incoming.setFrameMax(frameMax);
        outbox.setFrameMax(frameMax);
        heartbeats.start(heartbeatSeconds);
    }

    void opened(Access granted) {
        state = ConnectionState.RUNNING;
        log.letIn(granted);
    }

    // --- errors ---------------------------------------------------------------------------------

    /// Frames that a channel had put aside while it waited are looked at again by the channel
    /// itself; this is where an error of theirs ends.
    public void guard(int channel, int methodId, Runnable work) {
        try {
            work.run();
        } catch (AmqpException e) {
            fail(channel, methodId, e);
        } catch (RuntimeException | AssertionError e) {
            failInternally(e);
        }
    }

    /// Answers a client's mistake: the one place where errors become frames.
    public void fail(int channel, int methodId, AmqpException error) {
        if (state.isEnding()) {
            return;
        }
        AmqpChannel failed = channels.find(channel);
        if (!error.endsConnection() && failed != null) {
            log.channelFailed(channel, methodId, error);
            failed.closeWith(error, methodId);
        } else {
            log.failed(channel, error.namesMethod() ? methodId : 0, error);
            close(error, error.namesMethod() ? methodId : 0);
        }
    }

    /// Our own mistake: the connection ends with 541, the others go on.
    void failInternally(Throwable cause) {
        log.failedInternally(cause);
        fail(0, 0, new AmqpException(ReplyCode.INTERNAL_ERROR, "internal error"));
    }

    /// Closes from our side, for an error or because somebody wants it closed (320).
    public void close(AmqpException reason, int methodId) {
        if (state.isEnding()) {
            ending.hurry();
        } else {
            ending.byServer(reason, methodId);
        }
    }

    /// Its user has been deleted, or its virtual host: 320 when it is one of these. On its lane.
    public void closeIfOf(@Nullable String user, @Nullable String vhost, AmqpException reason) {
        if (occupancy.isOf(user, vhost)) {
            close(reason, 0);
        }
    }

    private void clientIsDead() {
        log.heartbeatsMissed(heartbeats.intervalSeconds());
        ending.closeSocket();
    }

    private void clientIsStuck() {
        log.sendTimedOut(settings.bounds().sendMillisMax());
        ending.cutOff();
    }

    /// The socket has gone, announced or not.
    void socketIsGone() {
        if (state.isEnding()) {
            log.closed();
        } else {
            log.lost();
        }
        if (state != ConnectionState.CLOSING) {
            release();
        }
        state = ConnectionState.CLOSED;
        ending.stop();
        handshake.stop();
        heartbeats.stop();
        sendTimeout.stop();
        gate.unwatchAlarm();
        outbox.release();
        deliveryWindows.close();
        occupancy.leave();
        events.closed();
        gone.complete(null);
    }

    void becameWritable() {
        outbox.offerRoom();
    }

    /// Gives everything back: unacked messages to their places, consumers, exclusive queues.
    /// Completes on any lane.
    CompletionStage<Void> release() {
        handshake.stop();
        return channels.release().thenComposeAsync(_ -> exclusiveQueues.deleteAll(), lane);
    }

    /// The channel is closed on both sides: its number is free.
    public void forget(AmqpChannel channel) {
        channels.forget(channel);
    }
}
