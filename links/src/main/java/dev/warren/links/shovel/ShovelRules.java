package dev.warren.links.shovel;

import static dev.warren.links.parameter.Term.mandatory;
import static dev.warren.links.parameter.Term.optional;
import static dev.warren.links.parameter.ValueChecks.BOOLEAN;
import static dev.warren.links.parameter.ValueChecks.NUMBER;
import static dev.warren.links.parameter.ValueChecks.TEXT;
import static dev.warren.links.parameter.ValueChecks.oneOf;
import static dev.warren.links.parameter.ValueChecks.table;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.topology.ParameterCheck;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.parameter.TableCheck;
import dev.warren.links.parameter.Term;
import dev.warren.links.parameter.UriCheck;
import dev.warren.links.parameter.ValueCheck;
import dev.warren.links.parameter.ValueChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What RabbitMQ asks of the runtime parameter of a shovel, in its order and words. Pure.
public final class ShovelRules implements ParameterCheck {

    private static final String PROTOCOL = "amqp091";

    /// Protocols that RabbitMQ speaks too, and what does the same here.
    private static final Map<String, String> INSTEAD =
            Map.of(
                    "amqp10",
                    "give the address where the other broker speaks AMQP 0-9-1",
                    "local",
                    "a URI without a host, such as amqp:///vhost, is this broker");

    private static final ValueCheck ANY_TABLE =
            (key, value) ->
                    value instanceof FieldValue.Table
                            ? List.of()
                            : TableCheck.faults(key, value, List.of());

    /// What a shovel may write over in the properties of a message.
    private static final List<Term> PROPERTIES =
            List.of(
                    optional("content_type", TEXT),
                    optional("content_encoding", TEXT),
                    optional("delivery_mode", NUMBER),
                    optional("priority", NUMBER),
                    optional("correlation_id", TEXT),
                    optional("reply_to", TEXT),
                    optional("expiration", TEXT),
                    optional("message_id", TEXT),
                    optional("timestamp", NUMBER),
                    optional("type", TEXT),
                    optional("user_id", TEXT),
                    optional("app_id", TEXT),
                    optional("cluster_id", TEXT));

    private static final List<Term> COMMON =
            List.of(
                    optional("internal", BOOLEAN),
                    optional("reconnect-delay", NUMBER),
                    optional("ack-mode", AckMode.CHECK),
                    optional("src-protocol", ShovelRules::protocolFaults),
                    optional("dest-protocol", ShovelRules::protocolFaults));

    private static List<String> protocolFaults(String key, FieldValue value) {
        String word = value instanceof FieldValue.LongText text ? text.text() : "";
        String instead = INSTEAD.get(word);
        return instead == null
                ? oneOf("amqp10", PROTOCOL).faults(key, value)
                : List.of(
                        "%s '%s' is not supported here, only '%s' is: %s"
                                .formatted(key, word, PROTOCOL, instead));
    }

    private static List<Term> source(Setter setter) {
        return List.of(
                mandatory("src-uri", new UriCheck(setter, ShovelReader.VHOST)),
                optional("src-exchange", TEXT),
                optional("src-exchange-key", TEXT),
                optional("src-queue", TEXT),
                optional("src-queue-args", ANY_TABLE),
                optional("src-consumer-args", ANY_TABLE),
                optional("prefetch-count", NUMBER),
                optional("src-prefetch-count", NUMBER),
                optional("delete-after", ShovelRules::deleteAfterFaults),
                optional("src-delete-after", ShovelRules::deleteAfterFaults),
                optional("src-predeclared", BOOLEAN));
    }

    private static List<Term> destination(Setter setter) {
        return List.of(
                mandatory("dest-uri", new UriCheck(setter, ShovelReader.VHOST)),
                optional("dest-exchange", TEXT),
                optional("dest-exchange-key", TEXT),
                optional("dest-queue", TEXT),
                optional("dest-queue-args", ANY_TABLE),
                optional("add-forward-headers", BOOLEAN),
                optional("add-timestamp-header", BOOLEAN),
                optional("dest-add-forward-headers", BOOLEAN),
                optional("dest-add-timestamp-header", BOOLEAN),
                optional("publish-properties", table(PROPERTIES)),
                optional("dest-publish-properties", table(PROPERTIES)),
                optional("dest-predeclared", BOOLEAN));
    }

    private static List<String> deleteAfterFaults(String key, FieldValue value) {
        Long count = FieldComparison.integerOf(value);
        boolean isWord =
                value instanceof FieldValue.LongText text
                        && Set.of("never", "queue-length").contains(text.text());
        return isWord || (count != null && count >= 0)
                ? List.of()
                : ValueChecks.wrong(
                        key,
                        "should be a number greater than or equal to 0, \"never\" or \"queue-length\"",
                        value);
    }

    @Override
    public List<String> faults(String name, FieldValue value, Setter setter) {
        List<Term> terms = new ArrayList<>(COMMON);
        terms.addAll(source(setter));
        terms.addAll(destination(setter));
        List<String> faults = new ArrayList<>();
        if (value instanceof FieldValue.Table(FieldTable table)) {
            addSourceFaults(table, faults);
            if (table.has("dest-exchange") && table.has("dest-queue")) {
                faults.add("Cannot specify 'dest-exchange' and 'dest-queue'");
            }
        }
        faults.addAll(TableCheck.faults(name, value, terms));
        return faults;
    }

    private static void addSourceFaults(FieldTable table, List<String> faults) {
        boolean hasExchange = table.has("src-exchange");
        if (hasExchange == table.has("src-queue")) {
            faults.add(
                    hasExchange
                            ? "Cannot specify 'src-exchange' and 'src-queue'"
                            : "Must specify 'src-exchange' or 'src-queue'");
        }
        FieldValue deleteAfter = firstOrNull(table, "src-delete-after", "delete-after");
        if (deleteAfter != null
                && FieldComparison.integerOf(deleteAfter) != null
                && FieldValue.LongText.of("no-ack").equals(table.get("ack-mode"))) {
            faults.add("Cannot specify 'no-ack' and numerical 'delete-after'");
        }
    }

    private static @Nullable FieldValue firstOrNull(FieldTable table, String key, String older) {
        FieldValue value = table.get(key);
        return value == null ? table.get(older) : value;
    }
}
