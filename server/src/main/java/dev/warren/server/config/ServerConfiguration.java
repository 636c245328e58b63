package dev.warren.server.config;

import dev.warren.amqp.SocketOptions;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.broker.QueueDefaults;
import dev.warren.engine.topology.TopologyLimits;
import dev.warren.management.HttpLimits;
import dev.warren.management.http.FrontSettings;
import dev.warren.management.sample.SampleSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that a node is told when it starts. Immutable; [Settings] says what each value means and its
/// default.
///
/// `existing` is how much may exist on the node. `eventVhost` is the virtual host in which an
/// exchange tells what happens on the node, null when none does. `management` is where the HTTP API
/// listens. `traces` is null when none are recorded. `settings` is all of this as a configuration
/// file would say it, by key, with secrets hidden.
public record ServerConfiguration(
        Identity identity,
        Network network,
        Limits limits,
        Login login,
        NewVhostDefaults newVhosts,
        TopologyLimits existing,
        Resources resources,
        Interceptors interceptors,
        Logging logging,
        @Nullable String eventVhost,
        Management management,
        ManagementAccess managementAccess,
        Monitoring monitoring,
        @Nullable Traces traces,
        SortedMap<String, String> settings) {

    public ServerConfiguration {
        settings = Collections.unmodifiableSortedMap(settings);
    }

    /// How the HTTP API takes requests and answers them, how long a browser's login lasts, and
    /// whether operator policies may be changed there.
    public record ManagementAccess(
            FrontSettings front, long sessionSeconds, boolean changesOperatorPolicies) {}

    /// Who the node is. `amqpVersion` is the RabbitMQ version that clients are told; `definitions`
    /// is a file, or a directory of files, that every start imports; `queues` is what holds for
    /// queues that say nothing themselves.
    public record Identity(
            Names names,
            Path dataDirectory,
            String amqpVersion,
            Store store,
            @Nullable Path definitions,
            QueueDefaults queues) {}

    /// What clients and tools are told this node is called, and the cluster that it is.
    public record Names(String node, String cluster) {}

    /// Where durable queues and definitions are kept.
    public enum Store {
        /// In memory: they are gone after a restart, and a confirm promises nothing.
        MEMORY,
        /// In the node's log on disk.
        LOG
    }

    /// Where it listens. A `handshakeTimeoutMillis` or `sendTimeoutMillis` of 0 waits for ever; the
    /// latter is how long clients may leave unread what is sent to them. `expectsProxyHeader`:
    /// whether proxies stand before all listeners for AMQP that say who the client is.
    public record Network(
            List<Listener> listeners,
            TlsNetwork tls,
            SocketOptions sockets,
            boolean expectsProxyHeader,
            int handshakeTimeoutMillis,
            int sendTimeoutMillis,
            Lanes lanes,
            NodeLimits limits) {
        public Network {
            listeners = List.copyOf(listeners);
        }
    }

    /// Where it listens for AMQP over TLS, and how.
    public record TlsNetwork(
            List<Listener> listeners,
            TlsOptions options,
            CertificateLogin login,
            int handshakeTimeoutMillis) {
        public TlsNetwork {
            listeners = List.copyOf(listeners);
        }
    }

    /// What of a client's certificate is its user; type and index are of alternative names.
    public record CertificateLogin(LoginFrom from, NameType type, int index) {}

    public enum LoginFrom {
        DISTINGUISHED_NAME,
        COMMON_NAME,
        SUBJECT_ALTERNATIVE_NAME
    }

    /// Types of alternative names.
    public enum NameType {
        DNS,
        IP,
        EMAIL,
        URI,
        OTHER_NAME
    }

    /// Where the HTTP API or metrics are, and where over TLS; null where they are not. `limits` are
    /// those of what is not over TLS.
    public record Management(
            @Nullable Listener plain, HttpLimits limits, @Nullable TlsManagement tls) {

        /// Every place.
        public List<Listener> listeners() {
            return Stream.concat(
                            Stream.ofNullable(plain),
                            Stream.ofNullable(tls).map(TlsManagement::listener))
                    .toList();
        }
    }

    /// Where HTTP is spoken over TLS, and how.
    public record TlsManagement(Listener listener, HttpLimits limits, TlsOptions options) {}

    /// A named door: `listeners.tcp.<name> = <endpoint>`.
    public record Listener(String name, Endpoint endpoint) {}

    /// The event loops and how queues are laid on them.
    public record Lanes(int count, LanePlacement placement) {}

    /// `FILLED` opens the next lane when one is busy. `SCATTERED` never puts a queue on the lane of
    /// the connection that declares it: tests use it, so that every path between lanes is walked.
    public enum LanePlacement {
        FILLED,
        SCATTERED
    }

    /// What a client may ask for. 0 means no limit, except for `messageSizeMaxBytes` and
    /// `initialFrameMaxBytes`. `countsNacks`: whether `basic.nack` with requeue is a failed
    /// delivery.
    public record Limits(
            int frameMaxBytes,
            int initialFrameMaxBytes,
            int channelMax,
            int heartbeatSeconds,
            int messageSizeMaxBytes,
            int consumersPerChannelMax,
            boolean countsNacks) {}

    /// What is sampled; `metrics` is null when there are none.
    public record Monitoring(SampleSettings samples, @Nullable MetricsDoor metrics) {}

    /// Where metrics are, and whether each object is shown by itself there.
    public record MetricsDoor(Management where, String path, boolean isPerObject) {}

    /// Where traces of messages go. `endpoint` is the collector's whole address; of the traces that
    /// publishers sample, the share `samplingRatio` is recorded.
    public record Traces(
            URI endpoint,
            Map<String, Secret> headers,
            String serviceName,
            double samplingRatio,
            SpanBatches batches) {
        public Traces {
            headers = Map.copyOf(headers);
        }
    }

    /// How spans are sent: so many wait at most, so many go at once, so long they are gathered, and
    /// so long the collector may take.
    public record SpanBatches(int spansMax, int batchMax, int delayMillis, int timeoutMillis) {}

    /// What is written into messages that come in, and whether over what stands there; null leaves
    /// them alone. `countsClientDeaths`: whether an `x-death` header that they bring is theirs.
    public record Interceptors(
            @Nullable Boolean timestampOverwrites,
            @Nullable Boolean routingNodeOverwrites,
            boolean countsClientDeaths) {}

    /// Who may come in, from where and how. `anonymous` is null when nobody may come without a
    /// name.
    public record Login(
            DefaultUser defaultUser,
            Set<String> loopbackUsers,
            List<String> mechanisms,
            @Nullable Anonymous anonymous,
            PasswordRules passwords,
            Backends backends) {
        public Login {
            loopbackUsers = Set.copyOf(loopbackUsers);
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /// Who says whether somebody is who they say, or what they may do.
    public enum Backend {
        INTERNAL,
        HTTP,
        /// The one that [Cache] names, with a memory.
        CACHE
    }

    /// Who is asked for a user, and who for the user's rights.
    public record BackendPair(Backend identity, Backend rights) {}

    /// The back ends in the order in which they are asked.
    public record Backends(List<BackendPair> chain, HttpBackend http, Cache cache) {
        public Backends {
            chain = List.copyOf(chain);
        }
    }

    /// A web service that knows users and their rights.
    public record HttpBackend(
            HttpPaths paths, boolean isPost, int requestTimeoutMillis, int connectTimeoutMillis) {}

    /// The addresses that are asked for users, and for rights to a virtual host, to a queue or
    /// exchange, and to a key of a topic exchange.
    public record HttpPaths(URI user, URI vhost, URI resource, URI topic) {}

    /// Whose answers are remembered, and how long.
    public record Cache(BackendPair cached, int ttlMillis, boolean cachesRefusals) {}

    /// The user who is created on the first start, with the vhost.
    public record DefaultUser(
            String name, Secret password, Set<String> tags, String vhost, Permissions permissions) {
        public DefaultUser {
            tags = Set.copyOf(tags);
        }
    }

    public record Permissions(String configure, String write, String read) {}

    /// The user as whom SASL ANONYMOUS logs in.
    public record Anonymous(String user, Secret password) {}

    /// At which shortage publishers are held: so much memory taken, or less disk space free than
    /// that. Shares are of `memoryTotal` bytes, or of what there is where that is null.
    public record Resources(Watermark memoryHigh, Watermark diskFree, @Nullable Long memoryTotal) {}

    /// Where log lines go. `console` is `NONE` when it is off; a category that is not in
    /// `categories` follows the output.
    public record Logging(
            LogLevel console,
            ConsoleStyle style,
            @Nullable LogFile file,
            Map<LogCategory, LogLevel> categories) {
        public Logging {
            categories = Map.copyOf(categories);
        }

        /// With plain text to standard output.
        public Logging(
                LogLevel console, @Nullable LogFile file, Map<LogCategory, LogLevel> categories) {
            this(console, new ConsoleStyle(LogFormat.PLAINTEXT, false), file, categories);
        }
    }

    /// How the console is written, and whether it is standard error.
    public record ConsoleStyle(LogFormat format, boolean isStandardError) {}

    /// `rotation` is null when the file only grows.
    public record LogFile(
            Path path, LogLevel level, LogFormat format, @Nullable LogRotation rotation) {

        /// Plain text that only grows.
        public LogFile(Path path, LogLevel level) {
            this(path, level, LogFormat.PLAINTEXT, null);
        }
    }
}
