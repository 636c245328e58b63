package dev.warren.engine.topology.durable;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.Collection;

/// Writes one command into a record: its kind, then its fields in the order of its declaration.
///
/// A field that a later version adds goes behind the others, and only [CommandDecoder] asks for the
/// version.
final class CommandEncoder {

    private final RecordWriter out;

    CommandEncoder(RecordWriter out) {
        this.out = out;
    }

    void write(TopologyCommand command) {
        switch (command) {
            case TopologyCommand.AddVhost(var definition) -> vhost(definition);
            case TopologyCommand.DeleteVhost(var vhost) -> start(CommandKind.DELETE_VHOST, vhost);
            case TopologyCommand.AddUser(var user) -> user(user);
            case TopologyCommand.DeleteUser(var user) -> start(CommandKind.DELETE_USER, user);
            case TopologyCommand.SetPermissions c -> setPermissions(c);
            case TopologyCommand.ClearPermissions c -> {
                start(CommandKind.CLEAR_PERMISSIONS, c.vhost());
                out.text(c.user());
            }
            case TopologyCommand.ChangePassword(var user, var hash) -> {
                start(CommandKind.CHANGE_PASSWORD, user);
                passwordHash(hash);
            }
            case TopologyCommand.SetTags(var user, var tags) -> {
                start(CommandKind.SET_TAGS, user);
                texts(tags);
            }
            case TopologyCommand.SetUserLimits(var user, var limits) -> {
                start(CommandKind.SET_USER_LIMITS, user);
                limits(limits);
            }
            case TopologyCommand.SetTopicPermission c -> {
                start(CommandKind.SET_TOPIC_PERMISSION, c.vhost());
                out.text(c.user());
                out.shortString(c.exchange());
                out.text(c.permission().write().text());
                out.text(c.permission().read().text());
            }
            case TopologyCommand.ClearTopicPermissions c -> {
                start(CommandKind.CLEAR_TOPIC_PERMISSIONS, c.vhost());
                out.text(c.user());
                ShortString exchange = c.exchange();
                out.bool(exchange != null);
                if (exchange != null) {
                    out.shortString(exchange);
                }
            }
            case TopologyCommand.DeclareExchange c -> declareExchange(c);
            // A log does not ask whose name it is.
            case TopologyCommand.PredeclareExchange(var vhost, var definition) ->
                    declareExchange(new TopologyCommand.DeclareExchange(vhost, definition));
            case TopologyCommand.DeleteExchange c -> {
                start(CommandKind.DELETE_EXCHANGE, c.vhost());
                out.shortString(c.exchange());
                out.bool(c.ifUnused());
            }
            case TopologyCommand.BindExchange c -> {
                start(CommandKind.BIND_EXCHANGE, c.vhost());
                out.shortString(c.destination());
                out.shortString(c.source());
                out.shortString(c.key());
                out.table(c.arguments());
            }
            case TopologyCommand.UnbindExchange c -> {
                start(CommandKind.UNBIND_EXCHANGE, c.vhost());
                out.shortString(c.destination());
                out.shortString(c.source());
                out.shortString(c.key());
                out.table(c.arguments());
            }
            case TopologyCommand.DeclareQueue c -> {
                start(CommandKind.DECLARE_QUEUE, c.vhost());
                out.shortString(c.queue());
                options(c.options());
                out.bool(c.isServerNamed());
            }
            case TopologyCommand.RestoreQueue(var queue) -> {
                start(CommandKind.RESTORE_QUEUE, queue.vhost());
                out.number(queue.id());
                out.shortString(queue.name());
                options(queue.options());
            }
            case TopologyCommand.ReserveQueueIds(var below) -> {
                out.uint8(CommandKind.RESERVE_QUEUE_IDS);
                out.number(below);
            }
            case TopologyCommand.SetPolicy c -> setPolicy(c);
            case TopologyCommand.ClearPolicy c -> {
                start(
                        c.kind() == PolicyKind.USER
                                ? CommandKind.CLEAR_POLICY
                                : CommandKind.CLEAR_OPERATOR_POLICY,
                        c.vhost());
                out.text(c.policy());
            }
            case TopologyCommand.SetParameter c -> {
                start(CommandKind.SET_PARAMETER, c.vhost());
                parameter(c.parameter());
                out.value(c.value());
            }
            case TopologyCommand.ClearParameter c -> {
                start(CommandKind.CLEAR_PARAMETER, c.vhost());
                parameter(c.parameter());
            }
            case TopologyCommand.SetGlobalParameter c -> {
                start(CommandKind.SET_GLOBAL_PARAMETER, c.name());
                out.value(c.value());
            }
            case TopologyCommand.ClearGlobalParameter(var name) ->
                    start(CommandKind.CLEAR_GLOBAL_PARAMETER, name);
            case TopologyCommand.DeleteQueue c -> {
                start(CommandKind.DELETE_QUEUE, c.vhost());
                out.shortString(c.queue());
                out.number(c.id());
            }
            case TopologyCommand.BindQueue c -> {
                start(CommandKind.BIND_QUEUE, c.vhost());
                out.shortString(c.queue());
                out.shortString(c.exchange());
                out.shortString(c.key());
                out.table(c.arguments());
                out.nullableNumber(c.connection());
            }
            case TopologyCommand.UnbindQueue c -> {
                start(CommandKind.UNBIND_QUEUE, c.vhost());
                out.shortString(c.queue());
                out.shortString(c.exchange());
                out.shortString(c.key());
                out.table(c.arguments());
                out.nullableNumber(c.connection());
            }
        }
    }

    /// Nearly all begin with the name of a virtual host or a user.
    private void start(int kind, String name) {
        out.uint8(kind);
        out.text(name);
    }

    private void vhost(VirtualHostDefinition definition) {
        start(
                definition.isProtected() ? CommandKind.ADD_PROTECTED_VHOST : CommandKind.ADD_VHOST,
                definition.name());
        out.text(definition.description());
        texts(definition.tags());
        out.nullableText(definition.defaultQueueType());
    }

    private void user(User user) {
        boolean isLimited = !user.limits().isNone();
        start(isLimited ? CommandKind.ADD_LIMITED_USER : CommandKind.ADD_USER, user.name());
        passwordHash(user.passwordHash());
        texts(user.tags());
        if (isLimited) {
            limits(user.limits());
        }
    }

    private void passwordHash(PasswordHash hash) {
        out.text(hash.algorithm().id());
        out.bytes(hash.saltAndHash().array());
    }

    /// -1 is no limit, so one more is written.
    private void limits(UserLimits limits) {
        out.number(limits.connectionsMax() + 1L);
        out.number(limits.channelsMax() + 1L);
    }

    private void texts(Collection<String> values) {
        out.number(values.size());
        values.forEach(out::text);
    }

    private void setPermissions(TopologyCommand.SetPermissions command) {
        start(CommandKind.SET_PERMISSIONS, command.vhost());
        out.text(command.user());
        Permission permission = command.permission();
        out.text(permission.configure().text());
        out.text(permission.write().text());
        out.text(permission.read().text());
    }

    private void declareExchange(TopologyCommand.DeclareExchange command) {
        ExchangeDefinition definition = command.definition();
        start(
                definition.delays()
                        ? CommandKind.DECLARE_DELAYED_EXCHANGE
                        : CommandKind.DECLARE_EXCHANGE,
                command.vhost());
        out.shortString(definition.name());
        out.text(definition.type());
        out.bool(definition.durable());
        out.bool(definition.autoDelete());
        out.bool(definition.internal());
        out.table(definition.arguments());
        if (definition.delays()) {
            out.number(definition.holdingId());
        }
    }

    private void setPolicy(TopologyCommand.SetPolicy command) {
        start(
                command.kind() == PolicyKind.USER
                        ? CommandKind.SET_POLICY
                        : CommandKind.SET_OPERATOR_POLICY,
                command.vhost());
        Policy policy = command.policy();
        out.text(policy.name());
        out.text(policy.pattern());
        out.table(policy.definition());
        out.number(policy.priority());
        out.text(policy.applyTo());
    }

    private void parameter(ParameterName parameter) {
        out.text(parameter.component());
        out.text(parameter.name());
    }

    private void options(QueueOptions options) {
        out.bool(options.durable());
        out.bool(options.autoDelete());
        out.nullableNumber(options.owner());
        out.table(options.arguments());
    }
}
