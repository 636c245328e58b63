package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.LanePlacement;
import dev.warren.server.config.ServerConfiguration.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The registry: every key that we use, with its type, its default and what it means.
///
/// A new key is a constant here, its place in [#ALL], and its use in [ConfigurationAssembly]. Names
/// and defaults are RabbitMQ 4.2's; keys of our own begin with `warren.`, except `data_dir`.
final class Settings {

    static final int MESSAGE_SIZE_MAX = 512 * 1024 * 1024;
    private static final int FRAME_MIN = 4096;
    private static final int USHORT_MAX = 65_535;

    // Where it listens
    static final Setting<Boolean> NO_TCP =
            Setting.optional("listeners.tcp", ValueType.NONE, "`none`: no AMQP over plain TCP");
    static final Setting<Endpoint> TCP =
            Setting.optional(
                    "listeners.tcp.$name",
                    ValueType.ENDPOINT,
                    "where AMQP listens; `default` is 5672");
    static final Setting<Integer> HANDSHAKE_TIMEOUT =
            Setting.of(
                    "handshake_timeout",
                    ValueType.wholeOrInfinity(1, Integer.MAX_VALUE),
                    10_000,
                    "milliseconds a client has to log in");

    // Who may come in
    static final Setting<Boolean> NO_LOOPBACK_USERS =
            Setting.optional(
                    "loopback_users",
                    ValueType.NONE,
                    "`none`: every user may come from everywhere");
    static final Setting<Boolean> LOOPBACK_USERS =
            Setting.optional(
                    "loopback_users.$user",
                    ValueType.BOOLEAN,
                    "who may come from this machine only; guest, unless set to false");
    static final Setting<String> DEFAULT_USER =
            Setting.of(
                    "default_user", ValueType.TEXT, "guest", "the user created on the first start");
    static final Setting<String> DEFAULT_PASS =
            Setting.of("default_pass", ValueType.TEXT, "guest", "and its password");
    static final Setting<String> DEFAULT_VHOST =
            Setting.of(
                    "default_vhost", ValueType.TEXT, "/", "the vhost created on the first start");
    static final Setting<String> DEFAULT_QUEUE_TYPE =
            Setting.optional(
                    "default_queue_type",
                    ValueType.oneOf("classic", "quorum"),
                    "what a queue is whose declaration does not say; classic unless set");
    static final Setting<Boolean> DEFAULT_USER_TAGS =
            Setting.optional(
                    "default_user_tags.$tag",
                    ValueType.BOOLEAN,
                    "tags of that user; administrator if none is named");
    static final Setting<String> DEFAULT_CONFIGURE =
            Setting.of(
                    "default_permissions.configure",
                    ValueType.TEXT,
                    ".*",
                    "what that user may declare and delete");
    static final Setting<String> DEFAULT_READ =
            Setting.of("default_permissions.read", ValueType.TEXT, ".*", "what that user may read");
    static final Setting<String> DEFAULT_WRITE =
            Setting.of(
                    "default_permissions.write", ValueType.TEXT, ".*", "what that user may write");
    static final Setting<String> AUTH_MECHANISMS =
            Setting.optional(
                    "auth_mechanisms.$num",
                    ValueType.oneOf("PLAIN", "AMQPLAIN", "ANONYMOUS", "RABBIT-CR-DEMO"),
                    "SASL mechanisms; PLAIN and AMQPLAIN if none is named");
    static final Setting<String> ANONYMOUS_USER =
            Setting.of(
                    "anonymous_login_user",
                    ValueType.TEXT,
                    "guest",
                    "as whom SASL ANONYMOUS logs in, or `none`");
    static final Setting<String> ANONYMOUS_PASS =
            Setting.of("anonymous_login_pass", ValueType.TEXT, "guest", "and with which password");

    // What a client may ask for
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
    static final Setting<Long> CONSUMER_TIMEOUT =
            Setting.of(
                    "consumer_timeout",
                    ValueType.millisOrUndefined(),
                    1_800_000L,
                    "milliseconds a message may stay unacknowledged; undefined or 0 for ever");
    static final Setting<Integer> CONSUMER_MAX =
            Setting.of(
                    "consumer_max_per_channel",
                    ValueType.wholeOrInfinity(0, Integer.MAX_VALUE),
                    0,
                    "consumers in a channel; 0 for no limit");

    // What it may use
    static final Setting<Double> MEMORY_RELATIVE =
            Setting.optional(
                    "vm_memory_high_watermark.relative",
                    ValueType.FRACTION,
                    "share of memory at which publishers are held; 0.6 if nothing is said");
    static final Setting<Long> MEMORY_ABSOLUTE =
            Setting.optional(
                    "vm_memory_high_watermark.absolute",
                    ValueType.BYTES,
                    "the same in bytes, unless there is a share");
    static final Setting<Long> DISK_FREE_ABSOLUTE =
            Setting.of(
                    "disk_free_limit.absolute",
                    ValueType.BYTES,
                    50_000_000L,
                    "free disk space below which publishers are held");
    static final Setting<Double> DISK_FREE_RELATIVE =
            Setting.optional(
                    "disk_free_limit.relative",
                    ValueType.MULTIPLE,
                    "the same as a multiple of memory; wins over the absolute one");

    // What it writes down
    static final Setting<Boolean> LOG_CONSOLE =
            Setting.of("log.console", ValueType.BOOLEAN, true, "log to standard output");
    static final Setting<LogLevel> LOG_CONSOLE_LEVEL =
            Setting.of(
                    "log.console.level",
                    ValueType.oneOf(LogLevel.class),
                    LogLevel.INFO,
                    "what the console gets");
    static final Setting<Path> LOG_FILE =
            Setting.of(
                    "log.file", ValueType.PATH, Path.of("false"), "a file to log to, or `false`");
    static final Setting<LogLevel> LOG_FILE_LEVEL =
            Setting.of(
                    "log.file.level",
                    ValueType.oneOf(LogLevel.class),
                    LogLevel.INFO,
                    "what the file gets");
    static final Setting<Path> LOG_DIR =
            Setting.of(
                    "log.dir",
                    ValueType.PATH,
                    Path.of("."),
                    "where the log file is, unless its name is absolute");
    static final Map<LogCategory, Setting<LogLevel>> LOG_CATEGORIES = categories();

    // Who it is
    static final Setting<String> CLUSTER_NAME =
            Setting.optional("cluster_name", ValueType.TEXT, "the name that clients are told");
    static final Setting<Path> DATA_DIR =
            Setting.of("data_dir", ValueType.PATH, Path.of("data"), "where everything durable is");
    static final Setting<String> AMQP_VERSION =
            Setting.of(
                    "warren.amqp_version",
                    ValueType.TEXT,
                    "4.2.0",
                    "the RabbitMQ version that clients are told");
    static final Setting<Integer> LANES =
            Setting.optional(
                    "warren.lanes",
                    ValueType.whole(1, 1024),
                    "event loops; one for each core unless set");
    static final Setting<Boolean> STAMP_TIME =
            Setting.optional(
                    "message_interceptors.incoming.set_header_timestamp.overwrite",
                    ValueType.BOOLEAN,
                    "messages get `timestamp_in_ms` and `timestamp`, also over those they have");
    static final Setting<Boolean> STAMP_NODE =
            Setting.optional(
                    "message_interceptors.incoming.set_header_routing_node.overwrite",
                    ValueType.BOOLEAN,
                    "messages get `x-routed-by`, also over the one they have");
    static final Setting<Store> STORE =
            Setting.of(
                    "warren.store",
                    ValueType.oneOf(Store.class),
                    Store.LOG,
                    "log keeps durable queues on disk; memory forgets everything at a stop");
    static final Setting<LanePlacement> LANE_PLACEMENT =
            Setting.of(
                    "warren.lane_placement",
                    ValueType.oneOf(LanePlacement.class),
                    LanePlacement.FILLED,
                    "`scattered` keeps queues off their connection's lane, for tests");

    static final List<Setting<?>> ALL = all();

    private Settings() {}

    private static Map<LogCategory, Setting<LogLevel>> categories() {
        var settings = new LinkedHashMap<LogCategory, Setting<LogLevel>>();
        for (LogCategory category : LogCategory.values()) {
            settings.put(
                    category,
                    Setting.optional(
                            "log." + category.word() + ".level",
                            ValueType.oneOf(LogLevel.class),
                            "what is logged about this; as the output says unless set"));
        }
        return settings;
    }

    private static List<Setting<?>> all() {
        var all =
                new ArrayList<Setting<?>>(
                        Arrays.asList(
                                NO_TCP,
                                TCP,
                                HANDSHAKE_TIMEOUT,
                                NO_LOOPBACK_USERS,
                                LOOPBACK_USERS,
                                DEFAULT_USER,
                                DEFAULT_PASS,
                                DEFAULT_VHOST,
                                DEFAULT_QUEUE_TYPE,
                                DEFAULT_USER_TAGS,
                                DEFAULT_CONFIGURE,
                                DEFAULT_READ,
                                DEFAULT_WRITE,
                                AUTH_MECHANISMS,
                                ANONYMOUS_USER,
                                ANONYMOUS_PASS,
                                HEARTBEAT,
                                FRAME_MAX,
                                INITIAL_FRAME_MAX,
                                CHANNEL_MAX,
                                CHANNELS_PER_CONNECTION,
                                MAX_MESSAGE_SIZE,
                                CONSUMER_MAX,
                                CONSUMER_TIMEOUT,
                                MEMORY_RELATIVE,
                                MEMORY_ABSOLUTE,
                                DISK_FREE_ABSOLUTE,
                                DISK_FREE_RELATIVE,
                                LOG_CONSOLE,
                                LOG_CONSOLE_LEVEL,
                                LOG_FILE,
                                LOG_FILE_LEVEL,
                                LOG_DIR,
                                CLUSTER_NAME,
                                DATA_DIR,
                                AMQP_VERSION,
                                LANES,
                                LANE_PLACEMENT,
                                STORE,
                                STAMP_TIME,
                                STAMP_NODE));
        all.addAll(AccessSettings.ALL);
        all.addAll(BackendSettings.ALL);
        all.addAll(LOG_CATEGORIES.values());
        return List.copyOf(all);
    }
}
