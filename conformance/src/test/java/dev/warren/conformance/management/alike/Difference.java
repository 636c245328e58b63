package dev.warren.conformance.management.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where two answers are not alike.
///
/// @param fact `status`, `header vary`, `body[].name`
/// @param theirs what the recording says; [#ABSENT] for nothing
public record Difference(String call, String fact, String theirs, String ours) {

    public static final String ABSENT = "-";

    private static final Set<String> CONTAINERS = Set.of("array", "object");

    /// All differences of two answers to one call. A crash of theirs asks of ours only that it is
    /// none.
    public static List<Difference> of(
            String call, Map<String, String> theirs, Map<String, String> ours) {
        if (theirs.getOrDefault("status", "").equals("500")) {
            return ours.getOrDefault("status", "").startsWith("5")
                    ? List.of(new Difference(call, "status", "500", "5xx"))
                    : List.of();
        }
        List<Difference> found = new ArrayList<>();
        Set<String> facts = new TreeSet<>(theirs.keySet());
        facts.addAll(ours.keySet());
        for (String fact : facts) {
            String their = theirs.getOrDefault(fact, ABSENT);
            String our = ours.getOrDefault(fact, ABSENT);
            boolean isAlike = fact.startsWith("body") ? fits(their, our) : their.equals(our);
            if (!isAlike) {
                found.add(new Difference(call, fact, their, our));
            }
        }
        return found;
    }

    /// Whether whoever reads theirs can read ours: no type that theirs does not have.
    private static boolean fits(String theirs, String ours) {
        Set<String> known = new HashSet<>(Arrays.asList(theirs.split("\\|")));
        if (known.contains(Facts.NOTHING)) {
            known.addAll(CONTAINERS);
        } else if (known.stream().anyMatch(CONTAINERS::contains)) {
            known.add(Facts.NOTHING);
        }
        return known.containsAll(Arrays.asList(ours.split("\\|")));
    }

    @Override
    public String toString() {
        return call + "\n    " + fact + ": RabbitMQ " + theirs + ", Warren " + ours;
    }
}
