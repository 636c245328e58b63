package dev.warren.management.metrics;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.ClusterId;
import dev.warren.engine.traffic.Traffic;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.Sampler;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The pages: all numbers together, each object by itself, or what is asked for. Any thread.
public final class Metrics {

    public static final String CONTENT_TYPE = Exposition.CONTENT_TYPE;

    private static final String RABBITMQ = "rabbitmq_";
    private static final String DETAILED = "rabbitmq_detailed_";
    private static final String CLUSTER = "rabbitmq_cluster_";
    private static final String WARREN = "warren_";

    private final Broker broker;
    private final LiveClients live;
    private final Sampler sampler;
    private final MetricsFacts facts;
    private final Objects objects;

    public Metrics(Broker broker, LiveClients live, Sampler sampler, MetricsFacts facts) {
        this.broker = broker;
        this.live = live;
        this.sampler = sampler;
        this.facts = facts;
        this.objects = new Objects(broker, live, sampler);
    }

    /// The plain page, as the configuration says.
    public void plain(OutputStream to) {
        if (facts.isPerObject()) {
            perObject(to);
        } else {
            aggregated(to);
        }
    }

    /// All objects of a kind together. As long whatever there is on the node.
    public void aggregated(OutputStream to) {
        Exposition out = new Exposition(to);
        node(out);
        List<QueueFamilies.Seen> queues = objects.queues();
        Family.sums(out, RABBITMQ, QueueFamilies.COARSE, queues);
        Family.sums(out, RABBITMQ, QueueFamilies.CONSUMERS, queues);
        Family.sums(out, RABBITMQ, QueueFamilies.MORE, queues);
        Family.sums(out, RABBITMQ, ClientFamilies.CHANNEL_STATE, objects.channels());
        Family.only(out, RABBITMQ, ClientFamilies.PUBLISHING, broker.traffic());
        Family.only(out, RABBITMQ, ClientFamilies.CONSUMING, broker.traffic());
        Family.only(out, RABBITMQ, ClientFamilies.ROUTING, broker.traffic());
        Family.only(out, RABBITMQ, ClientFamilies.ALL_CONNECTIONS, broker.traffic());
        Family.sums(out, RABBITMQ, ClientFamilies.CONNECTION_STATE, objects.connections());
        out.end();
    }

    /// Each queue, connection and channel by itself, and each exchange that delays.
    public void perObject(OutputStream to) {
        Exposition out = new Exposition(to);
        node(out);
        List<QueueFamilies.Seen> queues = objects.queues(_ -> true);
        queues(out, RABBITMQ, QueueFamilies.COARSE, queues);
        queues(out, RABBITMQ, QueueFamilies.CONSUMERS, queues);
        queues(out, RABBITMQ, QueueFamilies.MORE, queues);
        queues(out, RABBITMQ, QueueFamilies.PUBLISHED, queues);
        queues(out, WARREN, QueueFamilies.WARREN, queues);
        exchanges(out, _ -> true);
        List<ClientFamilies.Channel> channels = objects.channels();
        channels(out, RABBITMQ, ClientFamilies.CHANNEL_STATE, channels);
        traffic(out, RABBITMQ, ClientFamilies.PUBLISHING, channels);
        traffic(out, RABBITMQ, ClientFamilies.CONSUMING, channels);
        List<ClientFamilies.Connection> connections = objects.connections();
        connections(out, RABBITMQ, ClientFamilies.CONNECTION_BYTES, connections);
        connections(out, RABBITMQ, ClientFamilies.CONNECTION_PACKETS, connections);
        connections(out, RABBITMQ, ClientFamilies.CONNECTION_STATE, connections);
        out.end();
    }

    private void node(Exposition out) {
        NodeFamilies.Seen node = NodeFamilies.Seen.now(broker, live, sampler.machine());
        JvmMetrics.write(out);
        Family.only(out, RABBITMQ, NodeFamilies.ALARMS, node);
        Family.only(out, RABBITMQ, NodeFamilies.CHURN, node);
        Family.only(out, RABBITMQ, NodeFamilies.COARSE, node);
        Family.only(out, RABBITMQ, NodeFamilies.LIMITS, node);
        Family.only(out, RABBITMQ, NodeFamilies.RAFT, node);
        NodeFamilies.logins(out, RABBITMQ, live.churn());
        Family.only(out, RABBITMQ, NodeFamilies.COUNTS, node);
        identity(out);
        LinkFamilies.write(out, facts.links());
        Supplier<SpanCounts> spans = facts.spans();
        if (spans != null) {
            spans.get().write(out);
        }
        new GlobalMetrics(out, broker.traffic()).write(live);
        new DeathMetrics(out, broker.tolls()).write();
    }

    /// Whose numbers these are. Dashboards join all others with it.
    private void identity(Exposition out) {
        String build = "rabbitmq_build_info";
        String version = facts.node().rabbitVersion();
        out.family(build, MetricType.UNTYPED, "RabbitMQ & Erlang/OTP version info");
        out.sample(
                build,
                Labels.of(
                        "rabbitmq_version",
                        version,
                        "prometheus_plugin_version",
                        version,
                        "prometheus_client_version",
                        "none",
                        "erlang_version",
                        "none",
                        "product_name",
                        "Warren",
                        "product_version",
                        facts.node().version()),
                1);
        String identity = "rabbitmq_identity_info";
        out.family(identity, MetricType.UNTYPED, "RabbitMQ node & cluster identity info");
        out.sample(
                identity,
                Labels.of(
                        "rabbitmq_node",
                        broker.nodeName(),
                        "rabbitmq_cluster",
                        facts.node().cluster().in(broker.topology()),
                        "rabbitmq_cluster_permanent_id",
                        ClusterId.in(broker.topology())),
                1);
    }

    /// What is asked for, under names of its own, so that it can be read beside the plain page.
    ///
    /// @param families those that nobody knows mean nothing
    /// @param vhosts where to look; empty is everywhere
    public void detailed(OutputStream to, Set<String> families, Set<String> vhosts) {
        Exposition out = new Exposition(to);
        identity(out);
        Predicate<String> isAsked = vhost -> vhosts.isEmpty() || vhosts.contains(vhost);
        detailedQueues(out, families, isAsked);
        if (families.contains("warren_exchange_metrics")) {
            exchanges(out, isAsked);
        }
        detailedClients(out, families, isAsked);
        NodeFamilies.Seen node = NodeFamilies.Seen.now(broker, live, sampler.machine());
        if (families.contains("connection_churn_metrics")) {
            Family.only(out, DETAILED, NodeFamilies.CHURN, node);
        }
        if (families.contains("node_coarse_metrics")) {
            Family.only(out, DETAILED, NodeFamilies.COARSE, node);
        }
        if (families.contains("node_metrics")) {
            Family.only(out, DETAILED, NodeFamilies.LIMITS, node);
        }
        if (families.contains("auth_attempt_metrics")) {
            NodeFamilies.logins(out, DETAILED, live.churn());
        }
        TopologyFamilies.write(out, CLUSTER, broker.topology(), families, isAsked);
        out.end();
    }

    private void detailedQueues(Exposition out, Set<String> families, Predicate<String> isAsked) {
        boolean isMetrics = families.contains("queue_metrics");
        List<QueueFamilies.Seen> queues =
                families.stream().anyMatch(family -> family.contains("queue"))
                        ? objects.queues(isAsked)
                        : List.of();
        if (families.contains("queue_coarse_metrics")) {
            queues(out, DETAILED, QueueFamilies.COARSE, queues);
        }
        if (isMetrics || families.contains("queue_consumer_count")) {
            queues(out, DETAILED, QueueFamilies.CONSUMERS, queues);
        }
        if (isMetrics) {
            queues(out, DETAILED, QueueFamilies.MORE, queues);
        }
        if (families.contains("channel_queue_exchange_metrics")) {
            queues(out, DETAILED, QueueFamilies.PUBLISHED, queues);
        }
        if (families.contains("warren_queue_metrics")) {
            queues(out, WARREN, QueueFamilies.WARREN, queues);
        }
    }

    private void detailedClients(Exposition out, Set<String> families, Predicate<String> isAsked) {
        if (families.contains("connection_coarse_metrics")) {
            connections(out, DETAILED, ClientFamilies.CONNECTION_BYTES, objects.connections());
        }
        if (families.contains("connection_metrics")) {
            connections(out, DETAILED, ClientFamilies.CONNECTION_PACKETS, objects.connections());
            connections(out, DETAILED, ClientFamilies.CONNECTION_STATE, objects.connections());
        }
        if (families.contains("channel_metrics")) {
            channels(out, DETAILED, ClientFamilies.CHANNEL_STATE, objects.channels());
        }
        if (families.contains("channel_exchange_metrics")) {
            traffic(out, DETAILED, ClientFamilies.PUBLISHING, objects.channels(isAsked));
        }
        if (families.contains("channel_queue_metrics")) {
            traffic(out, DETAILED, ClientFamilies.CONSUMING, objects.channels(isAsked));
        }
    }

    // --- one line for each ---------------------------------------------------------------------

    private static void queues(
            Exposition out,
            String beginning,
            List<Family<QueueFamilies.Seen>> families,
            List<QueueFamilies.Seen> queues) {
        Family.each(out, beginning, families, queues, QueueFamilies.Seen::labels);
    }

    private void exchanges(Exposition out, Predicate<String> isAsked) {
        Family.each(
                out,
                WARREN,
                ExchangeFamilies.WARREN,
                objects.delaying(isAsked),
                ExchangeFamilies.Seen::labels);
    }

    private static void channels(
            Exposition out,
            String beginning,
            List<Family<ClientFamilies.Channel>> families,
            List<ClientFamilies.Channel> channels) {
        Family.each(out, beginning, families, channels, ClientFamilies.Channel::labels);
    }

    private static void traffic(
            Exposition out,
            String beginning,
            List<Family<Traffic>> families,
            List<ClientFamilies.Channel> channels) {
        for (var family : families) {
            String name = beginning + family.name();
            out.family(name, family.type(), family.help());
            for (ClientFamilies.Channel channel : channels) {
                out.sample(
                        name,
                        channel.labelsOfTraffic(),
                        family.value().applyAsDouble(channel.counters()));
            }
        }
    }

    private static void connections(
            Exposition out,
            String beginning,
            List<Family<ClientFamilies.Connection>> families,
            List<ClientFamilies.Connection> connections) {
        Family.each(out, beginning, families, connections, ClientFamilies.Connection::labels);
    }
}
