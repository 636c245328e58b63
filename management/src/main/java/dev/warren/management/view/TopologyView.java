package dev.warren.management.view;

import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.policy.Policy;
import java.util.LinkedHashMap;
import java.util.Map;

/// Exchanges, bindings, users, rights and policies in JSON.
public final class TopologyView {

    private TopologyView() {}

    public static Map<String, Object> exchange(String vhost, Exchange exchange) {
        ExchangeDefinition definition = exchange.definition();
        Map<String, Object> view =
                Json.object(
                        "arguments",
                        FieldsView.of(definition.arguments()),
                        "auto_delete",
                        definition.autoDelete(),
                        "durable",
                        definition.durable(),
                        "internal",
                        definition.internal(),
                        "name",
                        definition.name().toString(),
                        "type",
                        definition.type(),
                        "vhost",
                        vhost);
        Policy policy = exchange.policyOrNull();
        if (policy != null) {
            view.put("policy", policy.name());
        }
        return view;
    }

    public static Map<String, Object> binding(String vhost, Binding binding) {
        return Json.object(
                "source",
                binding.source().toString(),
                "vhost",
                vhost,
                "destination",
                binding.destination().name().toString(),
                "destination_type",
                binding.destination() instanceof Destination.ToQueue ? "queue" : "exchange",
                "routing_key",
                binding.key().toString(),
                "arguments",
                FieldsView.of(binding.arguments()),
                "properties_key",
                PropertiesKey.of(binding));
    }

    public static Map<String, Object> user(User user) {
        return Json.object(
                "name",
                user.name(),
                "password_hash",
                user.passwordHash().toBase64(),
                "hashing_algorithm",
                user.passwordHash().algorithm().id(),
                "tags",
                user.tags(),
                "limits",
                limits(user.limits()));
    }

    public static Map<String, Object> limits(UserLimits limits) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (limits.connectionsMax() != UserLimits.UNLIMITED) {
            view.put("max-connections", limits.connectionsMax());
        }
        if (limits.channelsMax() != UserLimits.UNLIMITED) {
            view.put("max-channels", limits.channelsMax());
        }
        return view;
    }

    public static Map<String, Object> permission(String user, String vhost, Permission permission) {
        return Json.object(
                "user",
                user,
                "vhost",
                vhost,
                "configure",
                permission.configure().text(),
                "write",
                permission.write().text(),
                "read",
                permission.read().text());
    }

    public static Map<String, Object> topicPermission(
            String user, String vhost, String exchange, TopicPermission permission) {
        return Json.object(
                "user",
                user,
                "vhost",
                vhost,
                "exchange",
                exchange,
                "write",
                permission.write().text(),
                "read",
                permission.read().text());
    }

    public static Map<String, Object> policy(String vhost, Policy policy) {
        return Json.object(
                "vhost",
                vhost,
                "name",
                policy.name(),
                "pattern",
                policy.pattern(),
                "apply-to",
                policy.applyTo(),
                "definition",
                FieldsView.of(policy.definition()),
                "priority",
                policy.priority());
    }

    /// An operator policy as the runtime parameter that it is in definitions.
    public static Map<String, Object> operatorParameter(String vhost, Policy policy) {
        return Json.object(
                "value",
                Json.object(
                        "pattern",
                        policy.pattern(),
                        "definition",
                        FieldsView.of(policy.definition()),
                        "priority",
                        policy.priority(),
                        "apply-to",
                        policy.applyTo()),
                "vhost",
                vhost,
                "component",
                "operator_policy",
                "name",
                policy.name());
    }
}
