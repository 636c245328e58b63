package dev.warren.links.federation;

import static java.util.Comparator.comparing;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.ReceivedFrom;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The upstreams of a virtual host, and which of them a policy names. Pure.
public final class Upstreams {

    /// Components of runtime parameters.
    public static final String UPSTREAM = "federation-upstream";

    public static final String UPSTREAM_SET = "federation-upstream-set";

    /// A key of policies.
    static final String UPSTREAM_PATTERN = "federation-upstream-pattern";

    /// The set that every virtual host has: all its upstreams.
    static final String ALL = "all";

    private Upstreams() {}

    /// Whether there is anything to federate from.
    public static boolean areIn(VirtualHost vhost) {
        return vhost.parameters().keySet().stream()
                .anyMatch(name -> name.component().equals(UPSTREAM));
    }

    /// Those that a policy names and that are there, in the order of their names; none without a
    /// policy.
    static List<Upstream> of(VirtualHost vhost, @Nullable Policy policy) {
        if (policy == null) {
            return List.of();
        }
        FieldTable definition = policy.definition();
        String set = ReceivedFrom.textOrNull(definition, UPSTREAM_SET);
        if (set != null) {
            return ofSet(vhost, set);
        }
        String one = ReceivedFrom.textOrNull(definition, UPSTREAM);
        if (one != null) {
            return matching(vhost, one::equals);
        }
        String pattern = ReceivedFrom.textOrNull(definition, UPSTREAM_PATTERN);
        return pattern == null ? List.of() : matching(vhost, search(pattern));
    }

    private static Predicate<String> search(String pattern) {
        try {
            PolicyPattern ready = PolicyPattern.of(pattern);
            return name ->
                    name.length() <= ShortString.LENGTH_MAX / 4
                            && ready.matches(ShortString.of(name));
        } catch (PatternSyntaxException ignoredAsItNamesNone) {
            return _ -> false;
        }
    }

    private static List<Upstream> matching(VirtualHost vhost, Predicate<String> isNamed) {
        return vhost.parameters().entrySet().stream()
                .filter(e -> e.getKey().component().equals(UPSTREAM))
                .filter(e -> isNamed.test(e.getKey().name()))
                .sorted(comparing((Map.Entry<ParameterName, FieldValue> e) -> e.getKey().name()))
                .map(e ->
                        UpstreamReader.read(
                                e.getKey().name(), tableOf(e.getValue()), FieldTable.EMPTY))
                .toList();
    }

    private static List<Upstream> ofSet(VirtualHost vhost, String set) {
        if (set.equals(ALL)) {
            return matching(vhost, _ -> true);
        }
        FieldValue members = vhost.parameterOrNull(new ParameterName(UPSTREAM_SET, set));
        List<Upstream> found = new ArrayList<>();
        if (members instanceof Array(List<FieldValue> tables)) {
            for (FieldValue each : tables) {
                FieldTable member = tableOf(each);
                String name = ReceivedFrom.textOrNull(member, "upstream");
                FieldValue known =
                        name == null
                                ? null
                                : vhost.parameterOrNull(new ParameterName(UPSTREAM, name));
                if (name != null && known != null) {
                    found.add(UpstreamReader.read(name, tableOf(known), member));
                }
            }
        }
        return found;
    }

    private static FieldTable tableOf(FieldValue value) {
        return value instanceof Table(FieldTable table) ? table : FieldTable.EMPTY;
    }
}
