package dev.warren.links.federation;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import dev.warren.engine.exchange.ReceivedFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a message that has come from upstream says of its way: `x-received-from`, with the broker
/// that it has just left in front. Pure.
///
/// A message from a queue may come the same way more than once, as consumers come and go; so it
/// says how often, instead of naming the broker again, and which exchange it went to at first.
///
/// @param station what stands for that broker
/// @param isOfQueue whether it comes from a queue, not from an exchange
record Provenance(Map<String, Object> station, boolean isOfQueue) {

    /// So many stations are named; of a longer way the oldest are forgotten.
    static final int STATIONS_MAX = 64;

    private static final String REDELIVERED = "redelivered";
    private static final String VISITS = "visit-count";
    private static final String ORIGINAL_EXCHANGE = "x-original-exchange";
    private static final String ORIGINAL_KEY = "x-original-routing-key";

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
        return new Provenance(station, false);
    }

    static Provenance ofQueue(String uri, String queue) {
        return new Provenance(Map.of("uri", uri, "queue", queue), true);
    }

    /// The message's properties as they are to be here.
    ///
    /// @param envelope in which it has come
    /// @param trustsUserId whether the user that it names stays
    AMQP.BasicProperties addTo(
            AMQP.BasicProperties properties, Envelope envelope, boolean trustsUserId) {
        Map<String, Object> headers =
                properties.getHeaders() == null
                        ? new LinkedHashMap<>()
                        : new LinkedHashMap<>(properties.getHeaders());
        headers.put(
                ReceivedFrom.HEADER,
                with(headers.get(ReceivedFrom.HEADER), envelope.isRedeliver()));
        if (isOfQueue) {
            headers.putIfAbsent(ORIGINAL_EXCHANGE, envelope.getExchange());
            headers.putIfAbsent(ORIGINAL_KEY, envelope.getRoutingKey());
        }
        AMQP.BasicProperties.Builder changed = properties.builder().headers(headers);
        return trustsUserId ? changed.build() : changed.userId(null).build();
    }

    private List<Object> with(@Nullable Object before, boolean redelivered) {
        Map<String, Object> here = new LinkedHashMap<>(station);
        here.put(REDELIVERED, redelivered);
        List<Object> stations = new ArrayList<>();
        stations.add(here);
        List<?> known = before instanceof List<?> list ? list : List.of();
        long visits = known.stream().mapToLong(this::visits).sum();
        known.stream()
                .filter(station -> visits(station) == 0)
                .limit(STATIONS_MAX - 1)
                .forEach(stations::add);
        if (isOfQueue) {
            here.put(VISITS, visits + 1);
        }
        return stations;
    }

    /// How often it had come the same way when it got there; 0 for another way.
    private long visits(Object station) {
        return isOfQueue
                        && station instanceof Map<?, ?> table
                        && this.station.keySet().stream().allMatch(key -> isSame(table, key))
                        && table.get(VISITS) instanceof Number count
                ? count.longValue()
                : 0;
    }

    private boolean isSame(Map<?, ?> table, String key) {
        return String.valueOf(station.get(key)).equals(textOrNull(table, key));
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
