package dev.warren.management.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserDirectory;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads definitions as commands, in an order in which each finds what it needs. For one file.
final class DefinitionsReader {

    /// Only the server gives such names; whoever exports them has them from a server.
    private static final String SERVER_NAMED = "amq.";

    private final JsonNode root;
    private final UserDirectory before;
    private final PasswordRules passwords;
    private final RandomGenerator random;

    /// Where queues and such belong that name no virtual host: that of a file for one of them.
    private final @Nullable String fileVhost;

    /// Where everything goes, whatever it says, and nothing else is read; null when all is read.
    private final @Nullable String onlyVhost;

    private final List<TopologyCommand> commands = new ArrayList<>();

    /// One entry as a command.
    private interface Reading {
        TopologyCommand read(Entry entry) throws DefinitionsException;
    }

    private DefinitionsReader(
            JsonNode root,
            UserDirectory before,
            PasswordRules passwords,
            RandomGenerator random,
            @Nullable String onlyVhost) {
        this.before = before;
        this.root = root;
        this.passwords = passwords;
        this.random = random;
        this.fileVhost = new Entry("", root).textOrNull("vhost");
        this.onlyVhost = onlyVhost;
    }

    /// @param onlyVhost where all of it goes, so that users and such are left out; null for all
    static List<TopologyCommand> read(
            JsonNode root,
            UserDirectory before,
            PasswordRules passwords,
            RandomGenerator random,
            @Nullable String onlyVhost)
            throws DefinitionsException {
        if (!root.isObject()) {
            throw new DefinitionsException("is no JSON object");
        }
        return new DefinitionsReader(root, before, passwords, random, onlyVhost).read();
    }

    private List<TopologyCommand> read() throws DefinitionsException {
        if (onlyVhost == null) {
            readNode();
        }
        each("policies", entry -> PolicyEntries.policy(vhostOf(entry), entry));
        each("parameters", node -> !PolicyEntries.isLimit(node), this::parameter);
        each("queues", this::queue);
        each("exchanges", this::exchange);
        each("bindings", this::binding);
        each("parameters", PolicyEntries::isLimit, this::parameter);
        return commands;
    }

    private void readNode() throws DefinitionsException {
        each("users", entry -> new TopologyCommand.AddUser(user(entry)));
        each("vhosts", entry -> new TopologyCommand.AddVhost(vhost(entry)));
        each("permissions", this::permission);
        each("topic_permissions", this::topicPermission);
        each("global_parameters", PolicyEntries::globalParameter);
    }

    private void each(String kind, Reading reading) throws DefinitionsException {
        each(kind, _ -> true, reading);
    }

    private void each(String kind, Predicate<JsonNode> isMeant, Reading reading)
            throws DefinitionsException {
        for (JsonNode node : root.path(kind)) {
            if (!isMeant.test(node)) {
                continue;
            }
            Entry entry = new Entry(kind, node);
            try {
                commands.add(reading.read(entry));
            } catch (PatternSyntaxException e) {
                throw entry.complaint("has no regular expression in '" + e.getPattern() + "'");
            } catch (IllegalArgumentException e) {
                throw entry.complaint("is not valid: " + e.getMessage());
            }
        }
    }

    private User user(Entry entry) throws DefinitionsException {
        Entry limits = entry.inside("limits");
        return new User(
                entry.text("name"),
                passwordHash(entry),
                new LinkedHashSet<>(entry.texts("tags")),
                new UserLimits(
                        limits.number("max-connections", UserLimits.UNLIMITED),
                        limits.number("max-channels", UserLimits.UNLIMITED)));
    }

    private PasswordHash passwordHash(Entry entry) throws DefinitionsException {
        String password = entry.textOrNull("password");
        if (password != null) {
            Bytes bytes = Bytes.of(password);
            String problem = passwords.problemOrNull(bytes);
            if (problem != null) {
                throw entry.complaint("has a password that is refused: " + problem);
            }
            // A user who has this password keeps its hash, so that nothing changes.
            User known = before.userOrNull(entry.text("name"));
            return known != null && known.passwordHash().matches(bytes)
                    ? known.passwordHash()
                    : passwords.hash(bytes, random);
        }
        String id = entry.textOrNull("hashing_algorithm");
        HashAlgorithm algorithm = id == null ? passwords.algorithm() : HashAlgorithm.byIdOrNull(id);
        if (algorithm == null) {
            throw entry.complaint("has the unknown hashing_algorithm '" + id + "'");
        }
        String hash = entry.textOrNull("password_hash");
        return PasswordHash.fromBase64(algorithm, hash == null ? "" : hash);
    }

    private static VirtualHostDefinition vhost(Entry entry) throws DefinitionsException {
        Entry metadata = entry.inside("metadata");
        String description = entry.textOrNull("description");
        String older = metadata.textOrNull("description");
        List<String> tags = entry.texts("tags");
        String type = entry.textOrNull("default_queue_type");
        String olderType = metadata.textOrNull("default_queue_type");
        String chosen = type == null ? olderType : type;
        return new VirtualHostDefinition(
                entry.text("name"),
                description != null ? description : older != null ? older : "",
                tags.isEmpty() ? metadata.texts("tags") : tags,
                "undefined".equals(chosen) ? null : chosen,
                entry.flag(
                        "protected_from_deletion",
                        metadata.flag("protected_from_deletion", false)));
    }

    private TopologyCommand permission(Entry entry) throws DefinitionsException {
        return new TopologyCommand.SetPermissions(
                vhostOf(entry),
                entry.text("user"),
                Permission.of(entry.text("configure"), entry.text("write"), entry.text("read")));
    }

    private TopologyCommand topicPermission(Entry entry) throws DefinitionsException {
        return new TopologyCommand.SetTopicPermission(
                vhostOf(entry),
                entry.text("user"),
                entry.name("exchange"),
                TopicPermission.of(entry.text("write"), entry.text("read")));
    }

    private TopologyCommand parameter(Entry entry) throws DefinitionsException {
        return PolicyEntries.parameter(vhostOf(entry), entry);
    }

    private TopologyCommand queue(Entry entry) throws DefinitionsException {
        ShortString name = entry.name("name");
        return new TopologyCommand.DeclareQueue(
                vhostOf(entry),
                name,
                new QueueOptions(
                        entry.flag("durable", true),
                        entry.flag("auto_delete", false),
                        null,
                        queueArguments(entry)),
                name.toString().startsWith(SERVER_NAMED));
    }

    /// RabbitMQ 4 writes the type beside the arguments, and mostly among them as well.
    private static FieldTable queueArguments(Entry entry) {
        FieldTable arguments = entry.table("arguments");
        String type = entry.textOrNull("type");
        return type == null
                        || type.equals(QueueType.CLASSIC.name())
                        || arguments.has(QueueType.ARGUMENT)
                ? arguments
                : arguments.with(QueueType.ARGUMENT, type);
    }

    private TopologyCommand exchange(Entry entry) throws DefinitionsException {
        return new TopologyCommand.DeclareExchange(
                vhostOf(entry),
                new ExchangeDefinition(
                        entry.name("name"),
                        entry.text("type"),
                        entry.flag("durable", true),
                        entry.flag("auto_delete", false),
                        entry.flag("internal", false),
                        entry.table("arguments")));
    }

    private TopologyCommand binding(Entry entry) throws DefinitionsException {
        String type = entry.text("destination_type");
        return switch (type) {
            case "queue" ->
                    new TopologyCommand.BindQueue(
                            vhostOf(entry),
                            entry.name("destination"),
                            entry.name("source"),
                            entry.name("routing_key"),
                            entry.table("arguments"),
                            null);
            case "exchange" ->
                    new TopologyCommand.BindExchange(
                            vhostOf(entry),
                            entry.name("destination"),
                            entry.name("source"),
                            entry.name("routing_key"),
                            entry.table("arguments"));
            default -> throw entry.complaint("has the unknown destination_type '" + type + "'");
        };
    }

    private String vhostOf(Entry entry) throws DefinitionsException {
        if (onlyVhost != null) {
            return onlyVhost;
        }
        String own = entry.textOrNull("vhost");
        return own != null || fileVhost == null ? entry.text("vhost") : fileVhost;
    }
}
