package dev.warren.conformance.support;

import java.nio.ByteBuffer;

/// A frame that the broker sent.
public final class RawFrame {
    public static final int METHOD = 1;
    public static final int HEADER = 2;
    public static final int BODY = 3;
    public static final int HEARTBEAT = 8;
    public static final int END = 0xCE;

    private final int type;
    private final int channel;
    private final byte[] payload;

    RawFrame(int type, int channel, byte[] payload) {
        this.type = type;
        this.channel = channel;
        this.payload = payload;
    }

    public int type() {
        return type;
    }

    public int channel() {
        return channel;
    }

    public int size() {
        return payload.length;
    }

    /// `queue.declare-ok` and so on, or the kind of frame when it carries no method.
    public String method() {
        return switch (type) {
            case METHOD -> {
                var ids = ByteBuffer.wrap(payload);
                yield Methods.name(ids.getShort(), ids.getShort());
            }
            case HEADER -> "content header";
            case BODY -> "content body";
            case HEARTBEAT -> "heartbeat";
            default -> "frame of type " + type;
        };
    }

    /// The method's arguments.
    public Fields arguments() {
        return new Fields(payload, 4);
    }

    /// The whole payload.
    public Fields payload() {
        return new Fields(payload, 0);
    }

    @Override
    public String toString() {
        return method() + " on channel " + channel;
    }
}
