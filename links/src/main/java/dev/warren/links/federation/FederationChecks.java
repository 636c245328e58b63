package dev.warren.links.federation;

import static dev.warren.links.parameter.Term.mandatory;
import static dev.warren.links.parameter.Term.optional;
import static dev.warren.links.parameter.ValueChecks.BOOLEAN;
import static dev.warren.links.parameter.ValueChecks.NUMBER;
import static dev.warren.links.parameter.ValueChecks.TEXT;
import static dev.warren.links.parameter.ValueChecks.oneOf;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.engine.topology.ParameterCheck;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.parameter.TableCheck;
import dev.warren.links.parameter.Term;
import dev.warren.links.parameter.UriCheck;
import java.util.ArrayList;
import java.util.List;

/// What is asked of the parameters of federation, in RabbitMQ's words. Pure.
public final class FederationChecks {

    /// Meant where a URI names no virtual host: for checking, any is as good.
    private static final String ANY_VHOST = "/";

    /// What both an upstream and its place in a set may say.
    private static final List<Term> SHARED =
            List.of(
                    optional("exchange", TEXT),
                    optional("queue", TEXT),
                    optional("consumer-tag", TEXT),
                    optional("prefetch-count", NUMBER),
                    optional("reconnect-delay", NUMBER),
                    optional("max-hops", NUMBER),
                    optional("expires", NUMBER),
                    optional("message-ttl", NUMBER),
                    optional("trust-user-id", BOOLEAN),
                    optional("ack-mode", AckMode.CHECK),
                    optional("resource-cleanup-mode", oneOf("default", "never")),
                    optional("queue-type", oneOf("classic", "quorum")),
                    optional("ha-policy", TEXT),
                    optional("bind-nowait", BOOLEAN),
                    optional("channel-use-mode", oneOf("multiple", "single")));

    private FederationChecks() {}

    /// One `federation-upstream`.
    public static List<String> upstream(
            String name, FieldValue value, ParameterCheck.Setter setter) {
        return TableCheck.faults(
                name, value, with(mandatory("uri", new UriCheck(setter, ANY_VHOST))));
    }

    /// One `federation-upstream-set`: a list of its members. An empty object counts as an empty
    /// list.
    public static List<String> upstreamSet(
            String name, FieldValue value, ParameterCheck.Setter setter) {
        if (value instanceof Table(FieldTable table) && table.isEmpty()) {
            return List.of();
        }
        if (!(value instanceof Array(List<FieldValue> members))) {
            return List.of(name + " should be list");
        }
        List<Term> terms = with(mandatory("upstream", TEXT));
        return members.stream()
                .flatMap(member -> TableCheck.faults(name, member, terms).stream())
                .toList();
    }

    private static List<Term> with(Term first) {
        List<Term> terms = new ArrayList<>();
        terms.add(first);
        terms.addAll(SHARED);
        return terms;
    }
}
