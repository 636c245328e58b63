package dev.warren.server;

import dev.warren.amqp.AmqpSettings;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.auth.sasl.Anonymous;
import dev.warren.engine.auth.sasl.SaslMechanisms;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.message.StampingInterceptor;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.ClusterName;
import dev.warren.engine.transfer.ClientDeathsCount;
import dev.warren.server.config.ServerConfiguration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From configuration to what AMQP clients are offered.
final class AmqpSettingsAssembly {

    private static final Logger log = LoggerFactory.getLogger(AmqpSettingsAssembly.class);

    /// So many of the largest messages fit into the heap.
    private static final int MESSAGES_IN_HEAP_MIN = 8;

    private static final String ANONYMOUS = "ANONYMOUS";

    private AmqpSettingsAssembly() {}

    /// @param clusterName what the node is called
    static AmqpSettings of(ServerConfiguration configuration, String version, String clusterName) {
        ServerConfiguration.Limits limits = configuration.limits();
        return new AmqpSettings(
                new AmqpSettings.Negotiated(
                        limits.frameMaxBytes(), limits.channelMax(), limits.heartbeatSeconds()),
                new AmqpSettings.Bounds(
                        limits.initialFrameMaxBytes(),
                        messageBytesMax(limits.messageSizeMaxBytes()),
                        limits.consumersPerChannelMax(),
                        configuration.network().handshakeTimeoutMillis(),
                        configuration.network().sendTimeoutMillis(),
                        limits.countsNacks()),
                mechanisms(configuration.login()),
                serverProperties(configuration.identity(), version, clusterName),
                incoming(configuration));
    }

    /// What is done to messages on their way in.
    static Interceptor incoming(ServerConfiguration configuration) {
        ServerConfiguration.Interceptors interceptors = configuration.interceptors();
        Boolean timestamp = interceptors.timestampOverwrites();
        Boolean node = interceptors.routingNodeOverwrites();
        Interceptor incoming = Interceptor.NONE;
        if (timestamp != null) {
            incoming = incoming.then(StampingInterceptor.timestamp(new SystemClock(), timestamp));
        }
        if (node != null) {
            String name = configuration.identity().names().node();
            incoming = incoming.then(StampingInterceptor.routingNode(name, node));
        }
        if (interceptors.countsClientDeaths()) {
            incoming = incoming.then(new ClientDeathsCount());
        }
        return incoming;
    }

    /// Not more than the heap takes without harm to everybody else, whatever is configured.
    private static long messageBytesMax(long configured) {
        long bearable = Runtime.getRuntime().maxMemory() / MESSAGES_IN_HEAP_MIN;
        if (bearable < configured) {
            log.warn(
                    "max_message_size is {} for a heap of this size, not {}", bearable, configured);
        }
        return Math.min(bearable, configured);
    }

    private static SaslMechanisms mechanisms(ServerConfiguration.Login login) {
        List<String> named = login.mechanisms();
        SaslMechanisms offered =
                SaslMechanisms.of(
                        named.stream()
                                .filter(name -> !name.equals(ANONYMOUS))
                                .toArray(String[]::new));
        ServerConfiguration.Anonymous anonymous = login.anonymous();
        return anonymous == null || !named.contains(ANONYMOUS)
                ? offered
                : offered.and(
                        new Anonymous(anonymous.user(), Bytes.of(anonymous.password().text())));
    }

    /// Clients look at `product` and `version` to learn what they may use: there Warren says which
    /// RabbitMQ it behaves like, and who it is under keys of its own.
    private static FieldTable serverProperties(
            ServerConfiguration.Identity identity, String version, String clusterName) {
        return FieldTable.EMPTY
                .with(ClusterName.PARAMETER, clusterName)
                .with("copyright", "The Warren authors, Apache License 2.0")
                .with("information", "Warren, a message broker that RabbitMQ clients use unchanged")
                .with("platform", "Java " + Runtime.version().feature())
                .with("product", "RabbitMQ")
                .with("version", identity.amqpVersion())
                .with("warren_product", "Warren")
                .with("warren_version", version);
    }
}
