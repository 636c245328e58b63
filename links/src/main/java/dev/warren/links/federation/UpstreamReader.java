package dev.warren.links.federation;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.exchange.FieldNumber;
import dev.warren.engine.exchange.ReceivedFrom;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.parameter.Prefetch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an [Upstream] out of a parameter that has been found good when it was set. What is not
/// said is as RabbitMQ has it. Pure.
final class UpstreamReader {

    static final double RECONNECT_SECONDS_DEFAULT = 5;
    static final long HOPS_MAX_DEFAULT = 1;

    private final FieldTable member;
    private final FieldTable parameter;

    private UpstreamReader(FieldTable member, FieldTable parameter) {
        this.member = member;
        this.parameter = parameter;
    }

    /// @param parameter what `federation-upstream` says
    /// @param member what its place in a set says otherwise
    static Upstream read(String name, FieldTable parameter, FieldTable member) {
        return new UpstreamReader(member, parameter).read(name);
    }

    private Upstream read(String name) {
        return new Upstream(
                name,
                texts(parameter.get("uri")),
                new Upstream.Source(
                        textOrNull("exchange"),
                        textOrNull("queue"),
                        textOrNull("consumer-tag"),
                        number("max-hops", HOPS_MAX_DEFAULT),
                        flag("trust-user-id")),
                new Upstream.Flow(
                        Prefetch.of(number("prefetch-count", Prefetch.DEFAULT)),
                        decimal("reconnect-delay", RECONNECT_SECONDS_DEFAULT),
                        AckMode.of(textOrNull("ack-mode"))),
                new Upstream.Buffer(
                        numberOrNull("expires"),
                        numberOrNull("message-ttl"),
                        textOrNull("queue-type"),
                        "never".equals(textOrNull("resource-cleanup-mode"))));
    }

    private @Nullable FieldValue value(String key) {
        FieldValue own = member.get(key);
        return own == null ? parameter.get(key) : own;
    }

    private @Nullable String textOrNull(String key) {
        FieldTable from = member.has(key) ? member : parameter;
        return ReceivedFrom.textOrNull(from, key);
    }

    private boolean flag(String key) {
        return value(key) instanceof Bool(boolean isSet) && isSet;
    }

    private double decimal(String key, double other) {
        FieldValue value = value(key);
        Double number = value == null ? null : FieldNumber.decimalOf(value);
        return number == null ? other : number;
    }

    private long number(String key, long other) {
        Long number = numberOrNull(key);
        return number == null ? other : number;
    }

    private @Nullable Long numberOrNull(String key) {
        FieldValue value = value(key);
        Double number = value == null ? null : FieldNumber.decimalOf(value);
        return number == null ? null : (Long) number.longValue();
    }

    /// A text, or an array of them.
    private static List<String> texts(@Nullable FieldValue value) {
        if (value instanceof Array(List<FieldValue> values)) {
            return values.stream().flatMap(each -> texts(each).stream()).toList();
        }
        return value instanceof LongText text ? List.of(text.text()) : List.of();
    }
}
