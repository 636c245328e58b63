package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;

/// What is told of a change of the topology. Pure.
///
/// RabbitMQ keeps operator policies and the limits of a virtual host as runtime parameters, and
/// tells of both.
final class TopologyNotices {

    private static final String OPERATOR_POLICY = "operator_policy";

    private final String node;

    TopologyNotices(String node) {
        this.node = node;
    }

    /// @param by who wanted it
    List<Notice> of(TopologyEvent change, String by) {
        return switch (change) {
            case TopologyEvent.VhostCreated(var vhost) -> List.of(created(vhost, by));
            case TopologyEvent.VhostDeleted(var vhost) ->
                    List.of(NoticeText.by(by).with("name", vhost).named("vhost.deleted"));
            case TopologyEvent.PolicySet(var vhost, var kind, var policy) ->
                    policySet(vhost, kind, policy, by);
            case TopologyEvent.PolicyCleared(var vhost, var kind, var policy) ->
                    policyCleared(vhost, kind, policy, by);
            case TopologyEvent.ParameterSet(var vhost, var name, var value) ->
                    parameterSet(vhost, name, value, by);
            case TopologyEvent.ParameterCleared(var vhost, var name) ->
                    parameterCleared(vhost, name, by);
            case TopologyEvent.GlobalParameterSet(var name, var value) ->
                    List.of(
                            global(NoticeText.by(by).withJson("value", value), name)
                                    .named("parameter.set"));
            case TopologyEvent.GlobalParameterCleared(var name) ->
                    List.of(global(NoticeText.by(by), name).named("parameter.cleared"));
            case TopologyEvent.ExchangeCreated(var vhost, var exchange) ->
                    List.of(created(vhost, exchange, by));
            case TopologyEvent.ExchangeDeleted(var vhost, var exchange) ->
                    List.of(
                            NoticeText.by(by)
                                    .with("name", exchange.name())
                                    .with("vhost", vhost)
                                    .named("exchange.deleted"));
            case TopologyEvent.QueueCreated(var queue) -> List.of(created(queue, by));
            case TopologyEvent.QueueDeleted(var queue) ->
                    List.of(
                            NoticeText.by(by)
                                    .with("name", queue.name())
                                    .with("vhost", queue.vhost())
                                    .named("queue.deleted"));
            case TopologyEvent.BindingCreated(var vhost, var binding) ->
                    List.of(binding(vhost, binding, by).named("binding.created"));
            case TopologyEvent.BindingDeleted(var vhost, var binding) ->
                    List.of(binding(vhost, binding, by).named("binding.deleted"));
            case TopologyEvent.UserCreated(var user) -> UserNotices.created(user, by);
            case TopologyEvent.UserChanged(var before, var now) ->
                    UserNotices.changed(before, now, by);
            case TopologyEvent.UserDeleted(var user) -> List.of(UserNotices.deleted(user, by));
            case TopologyEvent.PermissionSet set -> List.of(UserNotices.set(set, by));
            case TopologyEvent.PermissionCleared(var vhost, var user) ->
                    List.of(UserNotices.permissionCleared(vhost, user, by));
            case TopologyEvent.TopicPermissionSet set -> List.of(UserNotices.set(set, by));
            case TopologyEvent.TopicPermissionCleared cleared ->
                    List.of(UserNotices.cleared(cleared, by));
            // RabbitMQ says nothing of these.
            case TopologyEvent.VhostChanged _,
                    TopologyEvent.ExchangePolicyChanged _,
                    TopologyEvent.QueueSettingsChanged _ ->
                    List.of();
        };
    }

    private Notice created(VirtualHostDefinition vhost, String by) {
        NoticeText text =
                new NoticeText()
                        .with("tags", vhost.tags())
                        .with("description", vhost.description())
                        .with("user_who_performed_action", by)
                        .with("cluster_state", new Table(FieldTable.EMPTY.with(node, "running")))
                        .with("tracing", false);
        String type = vhost.defaultQueueType();
        return (type == null ? text : text.with("default_queue_type", type))
                .with("name", vhost.name())
                .named("vhost.created");
    }

    private static Notice created(String vhost, ExchangeDefinition exchange, String by) {
        return NoticeText.by(by)
                .with("policy", "")
                .withTerms("arguments", exchange.arguments())
                .with("internal", exchange.internal())
                .with("auto_delete", exchange.autoDelete())
                .with("durable", exchange.durable())
                .with("type", exchange.type())
                .with("name", exchange.name())
                .with("vhost", vhost)
                .named("exchange.created");
    }

    private static Notice created(QueueDefinition queue, String by) {
        Long owner = queue.options().owner();
        return NoticeText.by(by)
                .with("exclusive", queue.isExclusive())
                .with("owner_pid", owner == null ? "" : ConnectionNotices.pid(owner))
                .withTerms("arguments", queue.options().arguments())
                .with("auto_delete", queue.isAutoDelete())
                .with("durable", queue.isDurable())
                .with("name", queue.name())
                .with("vhost", queue.vhost())
                .named("queue.created");
    }

    private static NoticeText binding(String vhost, Binding binding, String by) {
        return NoticeText.by(by)
                .with("vhost", vhost)
                .withTerms("arguments", binding.arguments())
                .with("routing_key", binding.key())
                .with("destination_kind", kind(binding.destination()))
                .with("destination_name", binding.destination().name())
                .with("source_kind", "exchange")
                .with("source_name", binding.source());
    }

    private static String kind(Destination destination) {
        return switch (destination) {
            case Destination.ToQueue _ -> "queue";
            case Destination.ToExchange _ -> "exchange";
        };
    }

    // --- policies ------------------------------------------------------------------------------

    private static List<Notice> policySet(String vhost, PolicyKind kind, Policy policy, String by) {
        NoticeText text = new NoticeText();
        terms(policy).entries().forEach(e -> text.with(e.name().toString(), e.value()));
        Notice set =
                text.with("user_who_performed_action", by)
                        .with("vhost", vhost)
                        .with("name", policy.name())
                        .named("policy.set");
        return kind == PolicyKind.USER
                ? List.of(set)
                : List.of(
                        parameter(
                                        NoticeText.by(by).with("value", new Table(terms(policy))),
                                        vhost,
                                        OPERATOR_POLICY,
                                        policy.name())
                                .named("parameter.set"),
                        set);
    }

    private static FieldTable terms(Policy policy) {
        return FieldTable.EMPTY
                .with("apply-to", policy.applyTo())
                .with("priority", new Int64(policy.priority()))
                .with("definition", new Table(NoticeText.widened(policy.definition())))
                .with("pattern", LongText.of(policy.pattern()));
    }

    private static List<Notice> policyCleared(
            String vhost, PolicyKind kind, String policy, String by) {
        NoticeText text = NoticeText.by(by).with("vhost", vhost).with("name", policy);
        return kind == PolicyKind.USER
                ? List.of(text.named("policy.cleared"))
                : List.of(
                        parameter(NoticeText.by(by), vhost, OPERATOR_POLICY, policy)
                                .named("parameter.cleared"),
                        text.named("operator.policy.cleared"));
    }

    // --- runtime parameters --------------------------------------------------------------------

    private static List<Notice> parameterSet(
            String vhost, ParameterName name, FieldValue value, String by) {
        Notice set =
                parameter(NoticeText.by(by).withJson("value", value), vhost, name)
                        .named("parameter.set");
        if (!name.equals(VhostLimits.PARAMETER) || !(value instanceof Table(var limits))) {
            return List.of(set);
        }
        NoticeText text = new NoticeText();
        NoticeText.widened(limits)
                .entries()
                .forEach(limit -> text.with(limit.name().toString(), limit.value()));
        return List.of(
                set,
                text.with("user_who_performed_action", by)
                        .with("name", name.name())
                        .with("vhost", vhost)
                        .named("vhost.limits.set"));
    }

    private static List<Notice> parameterCleared(String vhost, ParameterName name, String by) {
        Notice cleared = parameter(NoticeText.by(by), vhost, name).named("parameter.cleared");
        return !name.equals(VhostLimits.PARAMETER)
                ? List.of(cleared)
                : List.of(
                        cleared,
                        NoticeText.by(by)
                                .with("name", name.name())
                                .with("vhost", vhost)
                                .named("vhost.limits.cleared"));
    }

    private static NoticeText parameter(NoticeText text, String vhost, ParameterName name) {
        return parameter(text, vhost, name.component(), name.name());
    }

    private static NoticeText parameter(
            NoticeText text, String vhost, String component, String name) {
        return text.with("name", name).with("component", component).with("vhost", vhost);
    }

    private static NoticeText global(NoticeText text, String name) {
        return text.with("name", name).with("component", "global");
    }
}
