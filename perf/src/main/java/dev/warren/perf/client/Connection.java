package dev.warren.perf.client;

import dev.warren.codec.frame.AckView;
import dev.warren.codec.frame.FrameSink;
import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.frame.ProtocolHeader;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.ShortString;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection with one channel, number 1. Owned by its event loop; only what says so may be
/// called from elsewhere.
public final class Connection implements FrameSink {

    public static final int CHANNEL = 1;

    private static final int CLOSE_SECONDS_MAX = 5;

    private final Target target;
    private final Worker worker;
    private final CompletableFuture<Connection> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /// As many as calls without an answer: the caller's number.
    private final ArrayDeque<CompletableFuture<Method>> answers = new ArrayDeque<>();

    /// Set when the socket is there.
    private @Nullable Channel socket;

    private Traffic traffic = Traffic.NONE;
    private int frameMax;

    /// Null while all is well. Read by any thread.
    private volatile @Nullable String failure;

    private volatile boolean isBlocked;

    Connection(Target target, Worker worker) {
        this.target = target;
        this.worker = worker;
    }

    // ---- From any thread ----

    public Worker worker() {
        return worker;
    }

    /// Completes with the answer; fails with a [BrokerException].
    public CompletableFuture<Method> call(Method method) {
        var answer = new CompletableFuture<Method>();
        loop().execute(() -> callHere(method, answer));
        return answer;
    }

    /// Says goodbye. Completes when the broker has answered, is gone, or has not answered for
    /// [#CLOSE_SECONDS_MAX]: one that blocks its publishers does not.
    public CompletableFuture<Void> close() {
        loop().execute(this::closeHere);
        return closed;
    }

    private void closeHere() {
        if (!closed.isDone()) {
            send(0, new ConnectionMethod.Close(200, ShortString.EMPTY, 0, 0));
            var _ = loop().schedule(this::end, CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /// Whether the broker has said that it takes no publishes for now.
    public boolean isBlocked() {
        return isBlocked;
    }

    /// Why the connection is of no use any more, or null.
    public @Nullable String failureOrNull() {
        return failure;
    }

    // ---- On the event loop ----

    public EventLoop loop() {
        return worker.loop();
    }

    public void traffic(Traffic changed) {
        traffic = changed;
    }

    /// What the broker and we agreed on, 0 for no limit.
    public int frameMax() {
        return frameMax;
    }

    public boolean isWritable() {
        Channel open = socket;
        return open != null && open.isWritable();
    }

    public ByteBuf buffer(int size) {
        return opened().alloc().directBuffer(size);
    }

    /// Takes the buffer over.
    public void writeAndFlush(ByteBuf bytes) {
        var _ = opened().writeAndFlush(bytes, opened().voidPromise());
    }

    /// Sends a method; its answer completes the future, in the order of the calls.
    public void callHere(Method method, CompletableFuture<Method> answer) {
        String gone = failure;
        if (gone != null) {
            answer.completeExceptionally(new BrokerException(gone));
            return;
        }
        answers.add(answer);
        send(CHANNEL, method);
    }

    CompletableFuture<Connection> whenOpen() {
        return opened;
    }

    Traffic traffic() {
        return traffic;
    }

    void begin(Channel active) {
        socket = active;
        ByteBuf header = buffer(ProtocolHeader.LENGTH);
        ProtocolHeader.write(header);
        writeAndFlush(header);
    }

    @Override
    public boolean frame(int type, int channel, ByteBuf in, int index, int length) {
        switch (type) {
            case Frames.METHOD -> method(in, index, length);
            case Frames.HEADER -> traffic.header(in.getLong(index + 4));
            case Frames.BODY -> traffic.body(in, index, length);
            default -> {}
        }
        return true;
    }

    private void method(ByteBuf in, int index, int length) {
        switch (in.getInt(index)) {
            case MethodIds.BASIC_DELIVER -> {
                int tagLength = in.getUnsignedByte(index + 4);
                traffic.delivered(in.getLong(index + 5 + tagLength));
            }
            case MethodIds.BASIC_ACK ->
                    traffic.confirmed(
                            AckView.deliveryTag(in, index, length), AckView.multiple(in, index));
            case MethodIds.BASIC_NACK ->
                    traffic.refused(
                            AckView.deliveryTag(in, index, length), AckView.multiple(in, index));
            default -> other(MethodReader.read(in, index, length));
        }
    }

    private void other(Method method) {
        switch (method) {
            case ConnectionMethod.Close close -> fail(String.valueOf(close.replyText()));
            case ConnectionMethod.CloseOk _ -> end();
            case ChannelMethod.Close close -> fail(String.valueOf(close.replyText()));
            case ChannelMethod.OpenOk _ -> opened.complete(this);
            case BasicMethod.Cancel _ -> fail("the broker has cancelled a consumer");
            case ConnectionMethod.Blocked _ -> isBlocked = true;
            case ConnectionMethod.Unblocked _ -> isBlocked = false;
            case ConnectionMethod handshake -> handshake(handshake);
            default -> answered(method);
        }
    }

    private void handshake(ConnectionMethod method) {
        if (method instanceof ConnectionMethod.Tune tune) {
            frameMax = (int) Math.min(tune.frameMax(), Integer.MAX_VALUE);
        }
        for (Method answer : Handshake.answers(target, method)) {
            send(answer instanceof ConnectionMethod ? 0 : CHANNEL, answer);
        }
    }

    private void answered(Method method) {
        CompletableFuture<Method> answer = answers.poll();
        if (answer == null) {
            fail("an answer that nobody asked for: " + method);
        } else {
            answer.complete(method);
        }
    }

    private void send(int channel, Method method) {
        ByteBuf out = buffer(64);
        FrameWriter.method(out, channel, method);
        writeAndFlush(out);
    }

    /// The first reason is kept.
    void fail(String reason) {
        if (failure != null || closed.isDone()) {
            return;
        }
        failure = reason;
        var exception = new BrokerException(reason);
        opened.completeExceptionally(exception);
        answers.forEach(answer -> answer.completeExceptionally(exception));
        answers.clear();
        end();
    }

    private void end() {
        closed.complete(null);
        Channel open = socket;
        if (open != null) {
            var _ = open.close();
        }
    }

    private Channel opened() {
        Channel open = socket;
        if (open == null) {
            throw new IllegalStateException("used before it was open");
        }
        return open;
    }
}
