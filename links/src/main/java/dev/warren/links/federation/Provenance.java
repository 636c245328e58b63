package dev.warren.links.federation;

import com.rabbitmq.client.AMQP;
import dev.warren.engine.exchange.ReceivedFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a message that has come from upstream says of its way: `x-received-from`, with the broker
/// that it has just left in front. Pure.
///
/// @param station what stands for that broker
record Provenance(Map<String, Object> station) {

    /// So many stations are named; of a longer way the oldest are forgotten.
    static final int STATIONS_MAX = 64;

    private static final String REDELIVERED = "redelivered";

    Provenance {
        station = Map.copyOf(station);
    }

    /// @param uri without a password
    /// @param cluster what the upstream broker calls itself; null if it does not say
    static Provenance ofExchange(
            String uri, String exchange, @Nullable String cluster, String vhost) {
        Map<String, Object> station = new LinkedHashMap<>();
        station.put("uri", uri);
        station.put("exchange", exchange);
        station.put(ReceivedFrom.VHOST, vhost);
        if (cluster != null) {
            station.put(ReceivedFrom.CLUSTER, cluster);
        }
        return new Provenance(station);
    }

    static Provenance ofQueue(String uri, String queue) {
        return new Provenance(Map.of("uri", uri, "queue", queue));
    }

    /// The message's properties as they are to be here.
    ///
    /// @param trustsUserId whether the user that it names stays
    AMQP.BasicProperties addTo(
            AMQP.BasicProperties properties, boolean redelivered, boolean trustsUserId) {
        Map<String, Object> headers =
                properties.getHeaders() == null
                        ? new LinkedHashMap<>()
                        : new LinkedHashMap<>(properties.getHeaders());
        headers.put(ReceivedFrom.HEADER, with(headers.get(ReceivedFrom.HEADER), redelivered));
        AMQP.BasicProperties.Builder changed = properties.builder().headers(headers);
        return trustsUserId ? changed.build() : changed.userId(null).build();
    }

    private List<Object> with(@Nullable Object before, boolean redelivered) {
        Map<String, Object> here = new LinkedHashMap<>(station);
        here.put(REDELIVERED, redelivered);
        List<Object> stations = new ArrayList<>();
        stations.add(here);
        if (before instanceof List<?> known) {
            known.stream().limit(STATIONS_MAX - 1).forEach(stations::add);
        }
        return stations;
    }

    /// The same question as [ReceivedFrom#mayGoOn], asked of a message on its way here.
    static boolean mayComeIn(
            AMQP.BasicProperties properties, long hopsMax, String cluster, String vhost) {
        if (properties.getHeaders() == null
                || !(properties.getHeaders().get(ReceivedFrom.HEADER) instanceof List<?> all)) {
            return true;
        }
        return all.size() < hopsMax
                && all.stream().noneMatch(station -> isAt(station, cluster, vhost));
    }

    private static boolean isAt(Object station, String cluster, String vhost) {
        return station instanceof Map<?, ?> table
                && cluster.equals(textOrNull(table, ReceivedFrom.CLUSTER))
                && (!table.containsKey(ReceivedFrom.VHOST)
                        || vhost.equals(textOrNull(table, ReceivedFrom.VHOST)));
    }

    private static @Nullable String textOrNull(Map<?, ?> table, String name) {
        Object value = table.get(name);
        return value == null ? null : value.toString();
    }
}
