package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Limits;
import java.util.List;

/// The part of the registry about what a client may ask for. See [Settings].
final class ClientSettings {

    private static final int MESSAGE_SIZE_MAX = 512 * 1024 * 1024;
    private static final int FRAME_MIN = 4096;
    private static final int USHORT_MAX = 65_535;

    static final Setting<Integer> HEARTBEAT =
            Setting.of(
                    "heartbeat",
                    ValueType.whole(0, USHORT_MAX),
                    60,
                    "seconds, suggested to clients; 0 for none");
    static final Setting<Integer> FRAME_MAX =
            Setting.of(
                    "frame_max",
                    ValueType.size(0, Integer.MAX_VALUE),
                    131_072,
                    "largest frame in bytes; 0 for no limit");
    static final Setting<Integer> INITIAL_FRAME_MAX =
            Setting.of(
                    "initial_frame_max",
                    ValueType.size(FRAME_MIN, Integer.MAX_VALUE),
                    4096,
                    "largest frame before tuning");
    static final Setting<Integer> CHANNEL_MAX =
            Setting.of(
                    "channel_max",
                    ValueType.whole(0, USHORT_MAX),
                    2047,
                    "channels in a connection; 0 for no limit");
    static final Setting<Integer> CHANNELS_PER_CONNECTION =
            Setting.optional(
                    "max_channels_per_connection",
                    ValueType.whole(0, USHORT_MAX),
                    "RabbitMQ 4.3's name for channel_max");
    static final Setting<Integer> MAX_MESSAGE_SIZE =
            Setting.of(
                    "max_message_size",
                    ValueType.size(1, MESSAGE_SIZE_MAX),
                    134_217_728,
                    "largest message body in bytes");
    static final Setting<Integer> CONSUMER_MAX =
            Setting.of(
                    "consumer_max_per_channel",
                    ValueType.wholeOrInfinity(0, Integer.MAX_VALUE),
                    0,
                    "consumers in a channel; 0 for no limit");
    static final Setting<Boolean> COUNT_NACKS =
            Setting.of(
                    "warren.count_nacks",
                    ValueType.BOOLEAN,
                    false,
                    "whether `basic.nack` with requeue is a failed delivery, as before RabbitMQ 4.3");

    static final List<Setting<?>> ALL =
            List.of(
                    HEARTBEAT,
                    FRAME_MAX,
                    INITIAL_FRAME_MAX,
                    CHANNEL_MAX,
                    CHANNELS_PER_CONNECTION,
                    MAX_MESSAGE_SIZE,
                    CONSUMER_MAX,
                    COUNT_NACKS);

    private ClientSettings() {}

    static Limits assemble(Values values) {
        Integer channels = values.orNull(CHANNELS_PER_CONNECTION);
        return new Limits(
                values.get(FRAME_MAX),
                values.get(INITIAL_FRAME_MAX),
                channels == null ? values.get(CHANNEL_MAX) : channels,
                values.get(HEARTBEAT),
                values.get(MAX_MESSAGE_SIZE),
                values.get(CONSUMER_MAX),
                values.get(COUNT_NACKS));
    }
}
