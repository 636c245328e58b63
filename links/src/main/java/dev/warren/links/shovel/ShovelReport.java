package dev.warren.links.shovel;

import dev.warren.links.LinkState;
import dev.warren.links.LinkStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a shovel is doing, for those who administer the node.
///
/// @param facts by RabbitMQ's names: from where to where and how far, or why not; without passwords
public record ShovelReport(
        ShovelName name, String state, long sinceMillis, Map<String, Object> facts) {

    static ShovelReport of(ShovelName name, LinkStatus status, ShovelProgress progress) {
        return new ShovelReport(
                name, word(status.state()), status.sinceMillis(), facts(status.state(), progress));
    }

    private static String word(LinkState state) {
        return switch (state) {
            case LinkState.Starting _ -> "starting";
            case LinkState.Running _, LinkState.Done _ -> "running";
            case LinkState.Terminated _ -> "terminated";
        };
    }

    private static Map<String, Object> facts(LinkState state, ShovelProgress progress) {
        Map<String, Object> facts = new LinkedHashMap<>();
        ShovelFacts between = progress.factsOrNull();
        if (state instanceof LinkState.Terminated(String reason)) {
            facts.put("reason", reason);
        } else if (state instanceof LinkState.Running && between != null) {
            facts.putAll(between.shown());
            facts.put("blocked_status", progress.isBlocked() ? "blocked" : "running");
            facts.put("pending", progress.pending());
            facts.put("forwarded", progress.forwardedCount());
            if (progress.remaining() != ShovelProgress.UNLIMITED) {
                facts.put("remaining", progress.remaining());
            }
        }
        return facts;
    }
}
