package dev.warren.engine.message;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.time.Clock;
import java.util.function.UnaryOperator;

/// Writes something into the headers of each message that comes in (RabbitMQ's
/// `message_interceptors.incoming.*`).
public final class StampingInterceptor implements Interceptor {

    private static final String TIMESTAMP = "timestamp_in_ms";
    private static final String ROUTED_BY = "x-routed-by";
    private static final long MILLIS = 1000;

    private final String header;
    private final boolean overwrites;
    private final UnaryOperator<BasicProperties> stamp;

    private StampingInterceptor(
            String header, boolean overwrites, UnaryOperator<BasicProperties> stamp) {
        this.header = header;
        this.overwrites = overwrites;
        this.stamp = stamp;
    }

    /// When the broker took it: the header `timestamp_in_ms` and the property `timestamp`.
    public static Interceptor timestamp(Clock clock, boolean overwrites) {
        return new StampingInterceptor(
                TIMESTAMP,
                overwrites,
                properties -> {
                    long now = clock.wallMillis();
                    return with(properties, TIMESTAMP, new FieldValue.Int64(now)).toBuilder()
                            .timestamp(now / MILLIS)
                            .build();
                });
    }

    /// Which node took it: the header `x-routed-by`.
    public static Interceptor routingNode(String node, boolean overwrites) {
        return new StampingInterceptor(
                ROUTED_BY,
                overwrites,
                properties -> with(properties, ROUTED_BY, FieldValue.LongText.of(node)));
    }

    private static BasicProperties with(BasicProperties properties, String name, FieldValue value) {
        FieldTable headers = properties.headers();
        return properties.withHeaders(
                (headers == null ? FieldTable.EMPTY : headers).with(name, value));
    }

    @Override
    public Message intercept(Message published) {
        if (!overwrites && published.headers().get(header) != null) {
            return published;
        }
        return published.rewritten(
                published.exchange(),
                published.routingKey(),
                stamp.apply(published.properties()),
                published.marks());
    }
}
