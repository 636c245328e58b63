package dev.warren.engine.topology.durable;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Reads one command from a record, as [CommandEncoder] wrote it.
///
/// Java evaluates arguments from left to right, so the order of the calls is that of the fields.
final class CommandDecoder {

    private final RecordReader in;

    CommandDecoder(RecordReader in) {
        this.in = in;
    }

    TopologyCommand read() {
        int kind = in.uint8();
        return switch (kind) {
            case CommandKind.ADD_VHOST -> new TopologyCommand.AddVhost(vhost(false));
            case CommandKind.ADD_PROTECTED_VHOST -> new TopologyCommand.AddVhost(vhost(true));
            case CommandKind.DELETE_VHOST -> new TopologyCommand.DeleteVhost(in.text());
            case CommandKind.ADD_USER -> new TopologyCommand.AddUser(user());
            case CommandKind.ADD_LIMITED_USER -> new TopologyCommand.AddUser(user().with(limits()));
            case CommandKind.CHANGE_PASSWORD ->
                    new TopologyCommand.ChangePassword(in.text(), passwordHash());
            case CommandKind.SET_TAGS ->
                    new TopologyCommand.SetTags(in.text(), new LinkedHashSet<>(texts()));
            case CommandKind.SET_USER_LIMITS ->
                    new TopologyCommand.SetUserLimits(in.text(), limits());
            case CommandKind.SET_TOPIC_PERMISSION ->
                    new TopologyCommand.SetTopicPermission(
                            in.text(),
                            in.text(),
                            in.shortString(),
                            TopicPermission.of(in.text(), in.text()));
            case CommandKind.CLEAR_TOPIC_PERMISSIONS ->
                    new TopologyCommand.ClearTopicPermissions(
                            in.text(), in.text(), in.bool() ? in.shortString() : null);
            case CommandKind.DELETE_USER -> new TopologyCommand.DeleteUser(in.text());
            case CommandKind.SET_PERMISSIONS ->
                    new TopologyCommand.SetPermissions(in.text(), in.text(), permission());
            case CommandKind.CLEAR_PERMISSIONS ->
                    new TopologyCommand.ClearPermissions(in.text(), in.text());
            case CommandKind.DECLARE_EXCHANGE ->
                    new TopologyCommand.DeclareExchange(in.text(), exchange());
            case CommandKind.DECLARE_DELAYED_EXCHANGE ->
                    new TopologyCommand.DeclareExchange(
                            in.text(), exchange().withHolding(in.number()));
            case CommandKind.DELETE_EXCHANGE ->
                    new TopologyCommand.DeleteExchange(in.text(), in.shortString(), in.bool());
            case CommandKind.BIND_EXCHANGE ->
                    new TopologyCommand.BindExchange(
                            in.text(),
                            in.shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.table());
            case CommandKind.UNBIND_EXCHANGE ->
                    new TopologyCommand.UnbindExchange(
                            in.text(),
                            in.shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.table());
            case CommandKind.DECLARE_QUEUE ->
                    new TopologyCommand.DeclareQueue(
                            in.text(), in.shortString(), options(), in.bool());
            case CommandKind.RESTORE_QUEUE -> new TopologyCommand.RestoreQueue(queue());
            case CommandKind.DELETE_QUEUE ->
                    new TopologyCommand.DeleteQueue(in.text(), in.shortString(), in.number());
            case CommandKind.BIND_QUEUE ->
                    new TopologyCommand.BindQueue(
                            in.text(),
                            in.shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.table(),
                            in.nullableNumber());
            case CommandKind.UNBIND_QUEUE ->
                    new TopologyCommand.UnbindQueue(
                            in.text(),
                            in.shortString(),
                            in.shortString(),
                            in.shortString(),
                            in.table(),
                            in.nullableNumber());
            case CommandKind.RESERVE_QUEUE_IDS -> new TopologyCommand.ReserveQueueIds(in.number());
            case CommandKind.SET_POLICY ->
                    new TopologyCommand.SetPolicy(in.text(), PolicyKind.USER, policy());
            case CommandKind.SET_OPERATOR_POLICY ->
                    new TopologyCommand.SetPolicy(in.text(), PolicyKind.OPERATOR, policy());
            case CommandKind.CLEAR_POLICY ->
                    new TopologyCommand.ClearPolicy(in.text(), PolicyKind.USER, in.text());
            case CommandKind.CLEAR_OPERATOR_POLICY ->
                    new TopologyCommand.ClearPolicy(in.text(), PolicyKind.OPERATOR, in.text());
            case CommandKind.SET_PARAMETER ->
                    new TopologyCommand.SetParameter(in.text(), parameter(), in.value());
            case CommandKind.CLEAR_PARAMETER ->
                    new TopologyCommand.ClearParameter(in.text(), parameter());
            case CommandKind.SET_GLOBAL_PARAMETER ->
                    new TopologyCommand.SetGlobalParameter(in.text(), in.value());
            case CommandKind.CLEAR_GLOBAL_PARAMETER ->
                    new TopologyCommand.ClearGlobalParameter(in.text());
            default -> throw in.malformed("has the unknown command " + kind);
        };
    }

    private VirtualHostDefinition vhost(boolean isProtected) {
        return new VirtualHostDefinition(
                in.text(), in.text(), texts(), in.nullableText(), isProtected);
    }

    private Policy policy() {
        return new Policy(in.text(), in.text(), in.table(), in.number(), in.text());
    }

    private ParameterName parameter() {
        return new ParameterName(in.text(), in.text());
    }

    private User user() {
        return new User(in.text(), passwordHash(), new LinkedHashSet<>(texts()));
    }

    private PasswordHash passwordHash() {
        return new PasswordHash(algorithm(), Bytes.owned(in.bytes()));
    }

    private UserLimits limits() {
        return new UserLimits(limit(), limit());
    }

    private int limit() {
        long oneMore = in.number();
        if (oneMore < 0 || oneMore > Integer.MAX_VALUE) {
            throw in.malformed("has a limit of " + oneMore);
        }
        return (int) oneMore - 1;
    }

    private HashAlgorithm algorithm() {
        String id = in.text();
        HashAlgorithm algorithm = HashAlgorithm.byIdOrNull(id);
        if (algorithm == null) {
            throw in.malformed("has the unknown hash algorithm '" + id + "'");
        }
        return algorithm;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (long left = in.number(); left != 0; left--) {
            texts.add(in.text());
        }
        return texts;
    }

    private Permission permission() {
        return Permission.of(in.text(), in.text(), in.text());
    }

    private ExchangeDefinition exchange() {
        return new ExchangeDefinition(
                in.shortString(), in.text(), in.bool(), in.bool(), in.bool(), in.table());
    }

    private QueueDefinition queue() {
        String vhost = in.text();
        return new QueueDefinition(in.number(), vhost, in.shortString(), options());
    }

    private QueueOptions options() {
        return new QueueOptions(in.bool(), in.bool(), in.nullableNumber(), in.table());
    }
}
