package dev.warren.management.view;

import dev.warren.codec.value.FieldValue;
import dev.warren.engine.events.ChannelFacts;
import dev.warren.engine.events.ConnectionFacts;
import dev.warren.engine.events.Endpoints;
import dev.warren.engine.events.TlsFacts;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.management.live.LiveClients;
import dev.warren.management.live.LiveClients.LiveConsumer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connections, channels and consumers in JSON, with the name of the node that has them.
public final class ClientsView {

    private ClientsView() {}

    public static Map<String, Object> connection(
            String node, ConnectionFacts facts, LiveClients clients, Rates rates) {
        Endpoints ends = facts.endpoints();
        Map<String, Object> view =
                Json.object(
                        "auth_mechanism",
                        facts.client().mechanism(),
                        "channel_max",
                        facts.tuning().channelMax(),
                        "channels",
                        clients.channelsOf(facts),
                        "client_properties",
                        FieldsView.of(facts.client().properties()),
                        "connected_at",
                        facts.openedMillis(),
                        "frame_max",
                        facts.tuning().frameMaxBytes(),
                        "host",
                        ends.own().host(),
                        "name",
                        ends.name(),
                        "node",
                        node,
                        "peer_host",
                        ends.peer().host(),
                        "peer_port",
                        ends.peer().port(),
                        "port",
                        ends.own().port(),
                        "protocol",
                        "AMQP 0-9-1",
                        "ssl",
                        ends.tls() != null,
                        "state",
                        "running",
                        "timeout",
                        facts.tuning().heartbeatSeconds(),
                        "type",
                        "network",
                        "user",
                        facts.client().user(),
                        "vhost",
                        facts.client().vhost());
        if (facts.client().properties().get("connection_name")
                instanceof FieldValue.LongText given) {
            view.putAll(Json.object("user_provided_name", FieldsView.of(given)));
        }
        view.putAll(protection(ends.tls()));
        rates.connection(view, facts.counters());
        return view;
    }

    /// What protects a connection; RabbitMQ says null of what is not there.
    private static Map<String, Object> protection(@Nullable TlsFacts tls) {
        TlsFacts.Suite suite = tls == null ? null : tls.suite();
        TlsFacts.Certificate certificate = tls == null ? null : tls.certificate();
        return Json.object(
                "ssl_protocol",
                tls == null ? null : tls.protocol(),
                "ssl_key_exchange",
                suite == null ? null : suite.keyExchange(),
                "ssl_cipher",
                suite == null ? null : suite.cipher(),
                "ssl_hash",
                suite == null ? null : suite.hash(),
                "peer_cert_subject",
                certificate == null ? null : certificate.subject(),
                "peer_cert_issuer",
                certificate == null ? null : certificate.issuer(),
                "peer_cert_validity",
                certificate == null ? null : certificate.validity());
    }

    public static Map<String, Object> channel(
            String node, ChannelFacts facts, LiveClients clients, Rates rates) {
        ConnectionFacts connection = clients.connectionOrNull(facts.connection());
        Map<String, Object> view =
                Json.object(
                        "consumer_count",
                        clients.consumersOf(facts),
                        "name",
                        facts.name(),
                        "node",
                        node,
                        "number",
                        facts.number(),
                        "state",
                        "running",
                        "user",
                        facts.user(),
                        "vhost",
                        facts.vhost());
        view.putAll(state(facts.counters()));
        rates.channel(view, facts.counters());
        if (connection != null) {
            Endpoints ends = connection.endpoints();
            view.put(
                    "connection_details",
                    Json.object(
                            "name",
                            ends.name(),
                            "peer_host",
                            ends.peer().host(),
                            "peer_port",
                            ends.peer().port()));
        }
        return view;
    }

    private static Map<String, Object> state(ChannelCounters counters) {
        return Json.object(
                "confirm",
                counters.of(ChannelCounter.IS_CONFIRMING) != 0,
                "transactional",
                counters.of(ChannelCounter.IS_TRANSACTIONAL) != 0,
                "prefetch_count",
                counters.of(ChannelCounter.PREFETCH),
                "global_prefetch_count",
                counters.of(ChannelCounter.CHANNEL_PREFETCH),
                "messages_unacknowledged",
                counters.unacked(),
                "messages_unconfirmed",
                counters.unconfirmed(),
                "messages_uncommitted",
                0,
                "acks_uncommitted",
                0);
    }

    public static Map<String, Object> consumer(
            String node, LiveConsumer consumer, LiveClients clients, ConsumerServing serving) {
        ChannelFacts channel = consumer.channel();
        ConnectionFacts connection = clients.connectionOrNull(channel.connection());
        Map<String, Object> details =
                Json.object(
                        "connection_name",
                        channel.connectionName(),
                        "name",
                        channel.name(),
                        "node",
                        node,
                        "number",
                        channel.number(),
                        "user",
                        channel.user());
        if (connection != null) {
            details.put("peer_host", connection.endpoints().peer().host());
            details.put("peer_port", connection.endpoints().peer().port());
        }
        Map<String, Object> view =
                Json.object(
                        "arguments",
                        FieldsView.of(consumer.facts().arguments()),
                        "active",
                        serving.isActive(consumer),
                        "activity_status",
                        serving.status(consumer),
                        "ack_required",
                        !consumer.facts().isNoAck(),
                        "channel_details",
                        details,
                        "consumer_tag",
                        consumer.facts().tag().toString(),
                        "exclusive",
                        consumer.facts().isExclusive(),
                        "prefetch_count",
                        consumer.facts().prefetch(),
                        "queue",
                        Json.object(
                                "name",
                                consumer.facts().queue().toString(),
                                "vhost",
                                channel.vhost()));
        Long timeout = serving.timeoutMillisOrNull(consumer);
        if (timeout != null) {
            view.put("consumer_timeout", timeout);
        }
        return view;
    }
}
