package dev.warren.codec.frame;

import static dev.warren.codec.value.ReplyCode.FRAME_ERROR;
import static dev.warren.codec.value.ReplyCode.UNEXPECTED_FRAME;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.OctetText;
import dev.warren.codec.value.ReplyCode;
import io.netty.buffer.ByteBuf;

/// What is wrong with a frame, in the words of RabbitMQ 3.10.
public final class FrameErrors {

    /// How many octets of a payload show in a text.
    private static final int OCTETS_SHOWN_MAX = 16;

    private FrameErrors() {}

    static AmqpException tooLarge(int type, long length, int lengthMax) {
        return error(
                FRAME_ERROR,
                "type "
                        + type
                        + ", all octets = <<>>: {frame_too_large,"
                        + length
                        + ","
                        + lengthMax
                        + "}");
    }

    static AmqpException badEnd(int type, ByteBuf in, int index, int length, int end) {
        return error(
                FRAME_ERROR,
                describe(type, in, index, length) + ": {invalid_frame_end_marker," + end + "}");
    }

    /// A frame of a type or shape that does not exist, or that its channel can never take (content
    /// on channel 0).
    public static AmqpException unknownFrame(int type, ByteBuf in, int index, int length) {
        return error(FRAME_ERROR, describe(type, in, index, length) + ": unknown_frame");
    }

    /// A frame that exists, but not in this place: a heartbeat on a channel.
    public static AmqpException unexpectedFrame(int type, ByteBuf in, int index, int length) {
        return error(UNEXPECTED_FRAME, describe(type, in, index, length));
    }

    private static String describe(int type, ByteBuf in, int index, int length) {
        byte[] shown = new byte[Math.min(length, OCTETS_SHOWN_MAX)];
        in.getBytes(index, shown);
        String extent = length > OCTETS_SHOWN_MAX ? "first " + OCTETS_SHOWN_MAX : "all";
        return "type " + type + ", " + extent + " octets = " + OctetText.textOrNumbers(shown);
    }

    private static AmqpException error(ReplyCode code, String text) {
        return AmqpException.hard(code, text);
    }
}
