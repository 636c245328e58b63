package dev.warren.engine.topology.durable;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Commands by chance over a few names, so that they meet: durable and volatile, of one connection
/// and of none. Many are refused, as in life.
final class RandomCommands {

    private static final List<String> TYPES =
            List.of("direct", "fanout", "topic", "headers", "x-delayed-message");

    private final Random random;
    private final RandomTables tables;

    RandomCommands(long seed) {
        this.random = new Random(seed);
        this.tables = new RandomTables(random);
    }

    /// Kinds that make the rest possible come more often than those that end much.
    TopologyCommand next(Topology topology) {
        return switch (random.nextInt(54)) {
            case 0, 1, 2 -> new TopologyCommand.AddVhost(vhostDefinition());
            case 3 -> new TopologyCommand.DeleteVhost(vhost());
            case 4, 5 -> new TopologyCommand.AddUser(user());
            case 6 -> new TopologyCommand.DeleteUser(userName());
            case 7, 8 -> new TopologyCommand.SetPermissions(vhost(), userName(), permission());
            case 9 -> new TopologyCommand.ClearPermissions(vhost(), userName());
            case 10, 11, 12, 13, 14 -> new TopologyCommand.DeclareExchange(vhost(), exchange());
            case 15 ->
                    new TopologyCommand.DeleteExchange(
                            vhost(), exchangeName(), random.nextBoolean());
            case 16, 17, 18, 19 ->
                    new TopologyCommand.BindExchange(
                            vhost(), exchangeName(), exchangeName(), key(), tables.next());
            case 20, 21 -> unbindExchange(topology);
            case 22, 23, 24, 25, 26, 27 ->
                    new TopologyCommand.DeclareQueue(
                            vhost(), queueName(), options(), random.nextBoolean());
            case 28, 29 -> deleteQueue(topology);
            case 30, 31, 32, 33, 34, 35, 36 ->
                    new TopologyCommand.BindQueue(
                            vhost(),
                            queueName(),
                            exchangeName(),
                            key(),
                            tables.next(),
                            connection());
            case 40 ->
                    new TopologyCommand.ChangePassword(
                            userName(), PasswordHash.of("other", random));
            case 41 -> new TopologyCommand.SetTags(userName(), Set.of("t" + random.nextInt(2)));
            case 42 -> new TopologyCommand.SetUserLimits(userName(), limits());
            case 43, 44 ->
                    new TopologyCommand.SetTopicPermission(
                            vhost(), userName(), exchangeName(), topicPermission());
            case 45 ->
                    new TopologyCommand.ClearTopicPermissions(
                            vhost(), userName(), random.nextBoolean() ? exchangeName() : null);
            case 46, 47, 48 -> new TopologyCommand.SetPolicy(vhost(), kind(), policy());
            case 49 -> new TopologyCommand.ClearPolicy(vhost(), kind(), policyName());
            case 50 ->
                    new TopologyCommand.SetParameter(vhost(), VhostLimits.PARAMETER, vhostLimits());
            case 51 -> new TopologyCommand.ClearParameter(vhost(), VhostLimits.PARAMETER);
            case 52 ->
                    new TopologyCommand.SetGlobalParameter("g", new FieldValue.Int64(-choose(3)));
            case 53 -> new TopologyCommand.ClearGlobalParameter("g");
            default -> unbindQueue(topology);
        };
    }

    /// A command that only a store writes, or one of those that clients send.
    TopologyCommand nextOfAnyKind() {
        return switch (random.nextInt(7)) {
            case 6 ->
                    new TopologyCommand.DeclareExchange(
                            vhost(), exchange().withHolding(random.nextLong()));
            case 0 -> new TopologyCommand.RestoreQueue(queueDefinition());
            case 1 -> new TopologyCommand.ReserveQueueIds(random.nextLong());
            default -> next(Topology.EMPTY);
        };
    }

    int choose(int bound) {
        return random.nextInt(bound);
    }

    private TopologyCommand deleteQueue(Topology topology) {
        String vhost = vhost();
        ShortString name = queueName();
        VirtualHost known = topology.vhostOrNull(vhost);
        QueueDefinition queue = known == null ? null : known.queueOrNull(name);
        return new TopologyCommand.DeleteQueue(
                vhost, name, queue == null ? random.nextInt(300) : queue.id());
    }

    private TopologyCommand unbindExchange(Topology topology) {
        String vhost = vhost();
        VirtualHost known = topology.vhostOrNull(vhost);
        var bind =
                new TopologyCommand.BindExchange(
                        vhost, exchangeName(), exchangeName(), key(), tables.next());
        var source = known == null ? null : known.exchangeOrNull(bind.source());
        var arguments =
                source == null
                        ? bind.arguments()
                        : source.bindings().stream()
                                .filter(b -> b.key().equals(bind.key()))
                                .map(b -> b.arguments())
                                .findFirst()
                                .orElse(bind.arguments());
        return new TopologyCommand.UnbindExchange(
                vhost, bind.destination(), bind.source(), bind.key(), arguments);
    }

    private TopologyCommand unbindQueue(Topology topology) {
        String vhost = vhost();
        ShortString exchange = exchangeName();
        ShortString key = key();
        VirtualHost known = topology.vhostOrNull(vhost);
        var source = known == null ? null : known.exchangeOrNull(exchange);
        var arguments =
                source == null
                        ? tables.next()
                        : source.bindings().stream()
                                .filter(b -> b.key().equals(key))
                                .map(b -> b.arguments())
                                .findFirst()
                                .orElseGet(tables::next);
        return new TopologyCommand.UnbindQueue(
                vhost, queueName(), exchange, key, arguments, connection());
    }

    private PolicyKind kind() {
        return random.nextBoolean() ? PolicyKind.USER : PolicyKind.OPERATOR;
    }

    private String policyName() {
        return "p" + random.nextInt(3);
    }

    /// One in five is refused for its pattern.
    private Policy policy() {
        List<String> patterns = List.of("", "^q", "^[qx]", "(", "é$");
        return new Policy(
                policyName(),
                patterns.get(random.nextInt(patterns.size())),
                FieldTable.EMPTY.with("max-length", new FieldValue.Int64(random.nextInt(3))),
                random.nextInt(5) - 2L,
                random.nextBoolean() ? "all" : "queues");
    }

    private FieldValue vhostLimits() {
        long max = random.nextInt(8) - 1L;
        return new FieldValue.Table(FieldTable.EMPTY.with("max-queues", new FieldValue.Int64(max)));
    }

    private String vhost() {
        return random.nextInt(5) > 0 ? "/" : "prüfung";
    }

    private VirtualHostDefinition vhostDefinition() {
        return random.nextBoolean()
                ? VirtualHostDefinition.of(vhost())
                : new VirtualHostDefinition(
                        vhost(),
                        "d" + random.nextInt(2),
                        List.of("t", "s"),
                        nullableType(),
                        random.nextInt(4) == 0);
    }

    private @Nullable String nullableType() {
        return random.nextBoolean() ? "classic" : null;
    }

    private String userName() {
        return "u" + random.nextInt(2);
    }

    private User user() {
        HashAlgorithm[] all = HashAlgorithm.values();
        return new User(
                userName(),
                PasswordHash.of(all[random.nextInt(all.length)], Bytes.of("secret"), random),
                random.nextBoolean() ? Set.of() : Set.of("administrator", "management"),
                random.nextBoolean() ? UserLimits.NONE : limits());
    }

    private UserLimits limits() {
        return new UserLimits(random.nextInt(3) - 1, random.nextInt(300) - 1);
    }

    private TopicPermission topicPermission() {
        return TopicPermission.of(random.nextBoolean() ? "^{username}\\." : ".*", "é" + choose(3));
    }

    private Permission permission() {
        return random.nextBoolean() ? Permission.ALL : Permission.of("^q", "", "x[0-9]é");
    }

    private ShortString exchangeName() {
        return random.nextInt(12) == 0 ? ShortString.of("amq.fanout") : name('x', 4);
    }

    private ShortString queueName() {
        return name('q', 4);
    }

    private ShortString key() {
        return name('k', 2);
    }

    /// Not UTF-8, as names need not be.
    private ShortString name(char kind, int count) {
        return ShortString.owned(new byte[] {(byte) kind, (byte) (0xFC + random.nextInt(count))});
    }

    /// One that delays is refused unless it says how it routes.
    private ExchangeDefinition exchange() {
        FieldTable arguments = tables.next();
        return new ExchangeDefinition(
                exchangeName(),
                TYPES.get(random.nextInt(TYPES.size())),
                random.nextInt(3) > 0,
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextBoolean() ? arguments.with("x-delayed-type", "topic") : arguments);
    }

    private QueueDefinition queueDefinition() {
        return new QueueDefinition(random.nextLong(), vhost(), queueName(), options());
    }

    private QueueOptions options() {
        return new QueueOptions(
                random.nextInt(3) > 0, random.nextBoolean(), connection(), tables.next());
    }

    private @Nullable Long connection() {
        return random.nextInt(4) == 0 ? 7L : null;
    }
}
