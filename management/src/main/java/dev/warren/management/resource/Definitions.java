package dev.warren.management.resource;

import dev.warren.engine.auth.User;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.FieldsView;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.TopologyView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// All that is defined, in the form that `load_definitions` reads, here and in RabbitMQ. What goes
/// with its connection, and what the broker makes by itself, is not in it.
public final class Definitions {

    private static final String RESERVED = "amq.";

    private final NodeFacts facts;

    public Definitions(NodeFacts facts) {
        this.facts = facts;
    }

    public Reply all(Request request) {
        Topology topology = request.broker().topology();
        List<VirtualHost> vhosts =
                topology.vhosts().values().stream()
                        .sorted(Comparator.comparing(VirtualHost::name))
                        .toList();
        Map<String, Object> view = head();
        view.put(
                "users",
                topology.users().values().stream()
                        .sorted(Comparator.comparing(User::name))
                        .map(TopologyView::user)
                        .toList());
        view.put("vhosts", vhosts.stream().map(Definitions::vhost).toList());
        view.put("permissions", each(vhosts, Definitions::permissions));
        view.put("topic_permissions", each(vhosts, Definitions::topicPermissions));
        view.put("parameters", each(vhosts, Parameters::views));
        view.put(
                "global_parameters",
                topology.parameters().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> Parameters.global(e.getKey(), e.getValue()))
                        .toList());
        view.put("policies", each(vhosts, Definitions::policies));
        view.put("queues", each(vhosts, vhost -> queues(vhost, true)));
        view.put("exchanges", each(vhosts, vhost -> exchanges(vhost, true)));
        view.put("bindings", each(vhosts, vhost -> bindings(vhost, true)));
        return Listing.one(request, view);
    }

    public Reply ofVhost(Request request) {
        VirtualHost vhost = request.broker().topology().vhostOrNull(request.path("vhost"));
        if (vhost == null) {
            throw ApiException.badRequest("vhost_not_found");
        }
        Map<String, Object> view = head();
        view.put("parameters", Parameters.views(vhost).toList());
        view.put("policies", policies(vhost).toList());
        view.put("queues", queues(vhost, false).toList());
        view.put("exchanges", exchanges(vhost, false).toList());
        view.put("bindings", bindings(vhost, false).toList());
        return Listing.one(request, view);
    }

    private Map<String, Object> head() {
        return Json.object(
                "rabbit_version",
                facts.rabbitVersion(),
                "rabbitmq_version",
                facts.rabbitVersion(),
                "product_name",
                "Warren",
                "product_version",
                facts.version());
    }

    private static List<Map<String, Object>> each(
            List<VirtualHost> vhosts, Function<VirtualHost, Stream<Map<String, Object>>> views) {
        return vhosts.stream().flatMap(views).toList();
    }

    private static Map<String, Object> vhost(VirtualHost vhost) {
        var definition = vhost.definition();
        Map<String, Object> view =
                Json.object(
                        "name",
                        vhost.name(),
                        "description",
                        definition.description(),
                        "tags",
                        definition.tags());
        String type = definition.defaultQueueType();
        if (type != null) {
            view.put("default_queue_type", type);
        }
        if (definition.isProtected()) {
            view.put("protected_from_deletion", true);
        }
        return view;
    }

    private static Stream<Map<String, Object>> permissions(VirtualHost vhost) {
        List<Map<String, Object>> views = new ArrayList<>();
        vhost.permissions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> {
                    var permission = e.getValue().permission();
                    if (permission != null) {
                        views.add(TopologyView.permission(e.getKey(), vhost.name(), permission));
                    }
                });
        return views.stream();
    }

    private static Stream<Map<String, Object>> topicPermissions(VirtualHost vhost) {
        return vhost.permissions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(user ->
                        user.getValue().topics().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(topic ->
                                        TopologyView.topicPermission(
                                                user.getKey(),
                                                vhost.name(),
                                                topic.getKey().toString(),
                                                topic.getValue())));
    }

    private static Stream<Map<String, Object>> policies(VirtualHost vhost) {
        return vhost.policies().of(PolicyKind.USER).policies().stream()
                .sorted(Comparator.comparing(Policy::name))
                .map(policy -> TopologyView.policy(vhost.name(), policy));
    }

    private static Stream<Map<String, Object>> queues(VirtualHost vhost, boolean isNamed) {
        return vhost.queues().values().stream()
                .filter(queue -> !queue.isExclusive())
                .sorted(Comparator.comparing(QueueDefinition::name))
                .map(queue ->
                        inVhost(
                                vhost,
                                isNamed,
                                Json.object(
                                        "name",
                                        queue.name().toString(),
                                        "durable",
                                        queue.isDurable(),
                                        "auto_delete",
                                        queue.isAutoDelete(),
                                        "arguments",
                                        FieldsView.of(queue.arguments()))));
    }

    private static Stream<Map<String, Object>> exchanges(VirtualHost vhost, boolean isNamed) {
        return vhost.exchanges().values().stream()
                .filter(exchange -> !exchange.isDefault() && !exchange.name().startsWith(RESERVED))
                .sorted(Comparator.comparing(Exchange::name))
                .map(exchange ->
                        inVhost(
                                vhost,
                                isNamed,
                                Json.object(
                                        "name",
                                        exchange.name().toString(),
                                        "type",
                                        exchange.definition().type(),
                                        "durable",
                                        exchange.definition().durable(),
                                        "auto_delete",
                                        exchange.definition().autoDelete(),
                                        "internal",
                                        exchange.definition().internal(),
                                        "arguments",
                                        FieldsView.of(exchange.definition().arguments()))));
    }

    private static Stream<Map<String, Object>> bindings(VirtualHost vhost, boolean isNamed) {
        return vhost.exchanges().values().stream()
                .sorted(Comparator.comparing(Exchange::name))
                .flatMap(exchange -> exchange.bindings().stream())
                .filter(binding -> isKept(vhost, binding))
                .sorted(Bindings.ORDER)
                .map(binding -> {
                    Map<String, Object> view = TopologyView.binding(vhost.name(), binding);
                    view.remove("properties_key");
                    if (!isNamed) {
                        view.remove("vhost");
                    }
                    return view;
                });
    }

    private static boolean isKept(VirtualHost vhost, Binding binding) {
        if (!(binding.destination() instanceof Destination.ToQueue(var name))) {
            return true;
        }
        QueueDefinition queue = vhost.queueOrNull(name);
        return queue != null && !queue.isExclusive();
    }

    private static Map<String, Object> inVhost(
            VirtualHost vhost, boolean isNamed, Map<String, Object> view) {
        if (isNamed) {
            view.put("vhost", vhost.name());
        }
        return view;
    }
}
