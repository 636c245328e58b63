package dev.warren.engine.topology;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldValue.LongText;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// By what tools tell one cluster from another, whatever it is called. Made once, and kept as a
/// global runtime parameter, as RabbitMQ does.
public final class ClusterId {

    /// The global runtime parameter, which holds a text.
    public static final String PARAMETER = "internal_cluster_id";

    private static final String BEGINNING = "rabbitmq-cluster-id-";
    private static final int BYTES = 16;

    private ClusterId() {}

    /// The topology with an identity: its own, or a new one.
    public static Topology given(Topology topology, RandomGenerator random) {
        if (topology.parameters().containsKey(PARAMETER)) {
            return topology;
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = BEGINNING + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        TopologyCommand set =
                new TopologyCommand.SetGlobalParameter(PARAMETER, new LongText(Bytes.of(id)));
        return TopologyMachine.apply(topology, set).topology();
    }

    /// The identity; empty where there is none.
    public static String in(Topology topology) {
        return topology.parameters().get(PARAMETER) instanceof LongText id ? id.text() : "";
    }
}
