package dev.warren.codec.frame;

/// The numbers of framing. AMQP 0-9-1 §4.2.3.
///
/// ```
/// 0      1         3             7                  size+7
/// +------+---------+-------------+------------------+------+
/// | type | channel |    size     | payload          | 0xCE |
/// +------+---------+-------------+------------------+------+
/// ```
public final class Frames {

    public static final int METHOD = 1;
    public static final int HEADER = 2;
    public static final int BODY = 3;
    public static final int HEARTBEAT = 8;

    /// The last octet of every frame.
    public static final int END = 0xCE;

    public static final int PREFIX_LENGTH = 7;

    /// All of a frame but its payload.
    public static final int OVERHEAD = PREFIX_LENGTH + 1;

    /// The smallest `frame-max` that peers may agree on, and the limit until they do.
    public static final int FRAME_MIN = 4096;

    /// By how much a payload may exceed `frame-max` less [#OVERHEAD]. RabbitMQ is so lenient with
    /// clients that take `frame-max` for the limit of the payload.
    public static final int TOLERANCE = 8;

    /// The largest frame when none was agreed on (`frame-max` 0): as large as the largest message.
    public static final int FRAME_HARD_MAX = 128 * 1024 * 1024;

    private Frames() {}

    /// How large a payload may be under a `frame-max`, without the tolerance.
    public static int payloadMax(int frameMax) {
        assert frameMax == 0 || frameMax > OVERHEAD : frameMax;
        return (frameMax == 0 ? FRAME_HARD_MAX : Math.min(frameMax, FRAME_HARD_MAX)) - OVERHEAD;
    }
}
