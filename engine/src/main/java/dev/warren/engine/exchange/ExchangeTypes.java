package dev.warren.engine.exchange;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import java.util.List;
import java.util.Map;

/// The exchange types of this broker: the one place that lists them.
public final class ExchangeTypes {

    private static final List<ExchangeType> ALL =
            List.of(
                    new DirectType(),
                    new FanoutType(),
                    new TopicType(),
                    new HeadersType(),
                    new ConsistentHashType(),
                    new ModulusHashType(),
                    new RandomType(),
                    new LocalRandomType(),
                    new RecentHistoryType(),
                    new DelayedMessageType(),
                    new DeduplicationType(),
                    new FederationUpstreamType());

    private static final Map<String, ExchangeType> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(ExchangeType::name, identity()));

    private ExchangeTypes() {}

    public static List<ExchangeType> all() {
        return ALL;
    }

    /// The type of this name; 406 when there is none (up to 3.12 RabbitMQ answered 503 here).
    public static ExchangeType require(String name) {
        ExchangeType type = BY_NAME.get(name);
        if (type == null) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED, "unknown exchange type '%s'", name);
        }
        return type;
    }
}
