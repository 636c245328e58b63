package dev.warren.links.shovel;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.links.LinkException;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.parameter.Prefetch;
import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.AmqpUriParser;
import dev.warren.links.remote.UriSyntaxException;
import dev.warren.links.shovel.ShovelSettings.Destination;
import dev.warren.links.shovel.ShovelSettings.From;
import dev.warren.links.shovel.ShovelSettings.Headers;
import dev.warren.links.shovel.ShovelSettings.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the parameter of a shovel, by the names of today and those before RabbitMQ 3.7. It has
/// been checked by [ShovelRules]. Pure.
record ShovelReader(FieldTable table) {

    /// The virtual host of a URI that names none.
    static final String VHOST = "/";

    private static final long RECONNECT_SECONDS = 5;
    private static final long RECONNECT_SECONDS_MAX = 86_400;

    static ShovelSettings read(FieldValue value) throws LinkException {
        return of(value).settings();
    }

    private static ShovelReader of(FieldValue value) {
        return new ShovelReader(
                value instanceof FieldValue.Table(FieldTable table) ? table : FieldTable.EMPTY);
    }

    /// How long after a failure it begins again; [dev.warren.links.LinkPlan#NEVER] when it does
    /// not.
    static long reconnectDelayMillis(FieldValue value) {
        long seconds = of(value).number(RECONNECT_SECONDS, "reconnect-delay");
        return TimeUnit.SECONDS.toMillis(Math.clamp(seconds, 0, RECONNECT_SECONDS_MAX));
    }

    private ShovelSettings settings() throws LinkException {
        return new ShovelSettings(source(), destination(), AckMode.of(textOrNull("ack-mode")));
    }

    private Source source() throws LinkException {
        String exchange = textOrNull("src-exchange");
        From from =
                exchange == null
                        ? queue("src-queue", "src-queue-args", "src-predeclared")
                        : new From.Exchange(exchange, text("", "src-exchange-key"));
        return new Source(
                uris("src-uri"),
                from,
                tableOf("src-consumer-args"),
                Prefetch.of(number(Prefetch.DEFAULT, "src-prefetch-count", "prefetch-count")),
                deleteAfter());
    }

    private From.Queue queue(String name, String arguments, String predeclared) {
        return new From.Queue(text("", name), tableOf(arguments), isSet(predeclared));
    }

    private DeleteAfter deleteAfter() {
        FieldValue value = firstOrNull("src-delete-after", "delete-after");
        Long count = value == null ? null : FieldComparison.integerOf(value);
        if (count != null) {
            return new DeleteAfter.Count(count);
        }
        return value instanceof FieldValue.LongText text && text.text().equals("queue-length")
                ? new DeleteAfter.QueueLength()
                : new DeleteAfter.Never();
    }

    private Destination destination() throws LinkException {
        String queue = textOrNull("dest-queue");
        return new Destination(
                uris("dest-uri"),
                queue == null ? textOrNull("dest-exchange") : "",
                queue == null ? textOrNull("dest-exchange-key") : queue,
                queue == null ? null : queue("dest-queue", "dest-queue-args", "dest-predeclared"),
                tableOf("dest-publish-properties", "publish-properties"),
                new Headers(
                        isSet("dest-add-forward-headers", "add-forward-headers"),
                        isSet("dest-add-timestamp-header", "add-timestamp-header")));
    }

    private List<AmqpUri> uris(String key) throws LinkException {
        List<AmqpUri> uris = new ArrayList<>();
        List<FieldValue> texts =
                switch (table.get(key)) {
                    case FieldValue.Array(var values) -> values;
                    case FieldValue value when value != null -> List.of(value);
                    case null, default -> List.of();
                };
        for (FieldValue text : texts) {
            if (text instanceof FieldValue.LongText uri) {
                try {
                    uris.add(AmqpUriParser.parse(uri.text(), VHOST));
                } catch (UriSyntaxException e) {
                    throw new LinkException(key + " is not valid: " + e.reason());
                }
            }
        }
        if (uris.isEmpty()) {
            throw new LinkException(key + " is missing");
        }
        return uris;
    }

    private @Nullable FieldValue firstOrNull(String... keys) {
        for (String key : keys) {
            FieldValue value = table.get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String textOrNull(String key) {
        return table.get(key) instanceof FieldValue.LongText text ? text.text() : null;
    }

    private String text(String otherwise, String key) {
        String text = textOrNull(key);
        return text == null ? otherwise : text;
    }

    private long number(long otherwise, String... keys) {
        FieldValue value = firstOrNull(keys);
        if (value instanceof FieldValue.Float64(double number)) {
            return (long) number;
        }
        Long integer = value == null ? null : FieldComparison.integerOf(value);
        return integer == null ? otherwise : integer;
    }

    private boolean isSet(String... keys) {
        return firstOrNull(keys) instanceof FieldValue.Bool(boolean isSet) && isSet;
    }

    private FieldTable tableOf(String... keys) {
        return firstOrNull(keys) instanceof FieldValue.Table(FieldTable inner)
                ? inner
                : FieldTable.EMPTY;
    }
}
