package dev.warren.server.config;

import dev.warren.server.config.NewVhostDefaults.Limits;
import dev.warren.server.config.NewVhostDefaults.NewUser;
import dev.warren.server.config.ServerConfiguration.Permissions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The part of the registry about the limits and users that virtual hosts begin with. See
/// [Settings]; the policies are in [OperatorPolicySettings].
final class NewVhostSettings {

    /// Every name.
    static final String ALL_NAMES = ".*";

    static final Setting<String> LIMITS_PATTERN =
            Setting.optional(
                    "default_limits.vhosts.$id.pattern",
                    ValueType.EXPRESSION,
                    "to which new virtual hosts these limits are given; every one unless set");
    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.optional(
                    "default_limits.vhosts.$id.max_connections",
                    ValueType.whole(1, Integer.MAX_VALUE),
                    "how many connections such a virtual host may have");
    static final Setting<Integer> MAX_QUEUES =
            Setting.optional(
                    "default_limits.vhosts.$id.max_queues",
                    ValueType.whole(1, Integer.MAX_VALUE),
                    "how many queues");
    static final Setting<String> USER_PATTERN =
            Setting.optional(
                    "default_users.$name.vhost_pattern",
                    ValueType.EXPRESSION,
                    "with which new virtual hosts this user comes; every one unless set");
    static final Setting<String> USER_PASSWORD =
            Setting.optional(
                    "default_users.$name.password",
                    ValueType.SECRET,
                    "the password, if there is no such user yet");
    static final Setting<String> USER_TAGS =
            Setting.optional(
                    "default_users.$name.tags",
                    ValueType.TEXT,
                    "and the tags, with commas between them");
    static final Setting<String> USER_CONFIGURE =
            Setting.optional(
                    "default_users.$name.configure",
                    ValueType.EXPRESSION,
                    "what the user may declare and delete there");
    static final Setting<String> USER_READ =
            Setting.optional(
                    "default_users.$name.read", ValueType.EXPRESSION, "what the user may read");
    static final Setting<String> USER_WRITE =
            Setting.optional(
                    "default_users.$name.write", ValueType.EXPRESSION, "what the user may write");

    private static final List<Setting<?>> LIMITS =
            List.of(LIMITS_PATTERN, MAX_CONNECTIONS, MAX_QUEUES);

    private static final List<Setting<?>> USERS =
            List.of(USER_PATTERN, USER_PASSWORD, USER_TAGS, USER_CONFIGURE, USER_READ, USER_WRITE);

    static final List<Setting<?>> ALL =
            Stream.of(LIMITS, USERS, OperatorPolicySettings.ALL)
                    .<Setting<?>>flatMap(List::stream)
                    .toList();

    private NewVhostSettings() {}

    static NewVhostDefaults assemble(Values values) {
        return new NewVhostDefaults(
                names(values, LIMITS).stream().map(id -> limits(values, id)).toList(),
                OperatorPolicySettings.assemble(values),
                names(values, USERS).stream().map(name -> user(values, name)).toList());
    }

    /// The names of a group of families, in the order in which they were first told, family by
    /// family.
    static Set<String> names(Values values, List<Setting<?>> families) {
        Set<String> names = new LinkedHashSet<>();
        families.forEach(family -> names.addAll(values.family(family).keySet()));
        return names;
    }

    static Pattern pattern(Values values, Setting<String> family, String name) {
        return Pattern.compile(values.family(family).getOrDefault(name, ALL_NAMES));
    }

    private static Limits limits(Values values, String id) {
        return new Limits(
                pattern(values, LIMITS_PATTERN, id),
                values.family(MAX_CONNECTIONS).get(id),
                values.family(MAX_QUEUES).get(id));
    }

    private static NewUser user(Values values, String name) {
        Map<String, String> passwords = values.family(USER_PASSWORD);
        String password = passwords.get(name);
        return new NewUser(
                pattern(values, USER_PATTERN, name),
                name,
                password == null ? null : new Secret(password),
                tags(values.family(USER_TAGS).getOrDefault(name, "")),
                new Permissions(
                        values.family(USER_CONFIGURE).getOrDefault(name, ALL_NAMES),
                        values.family(USER_WRITE).getOrDefault(name, ALL_NAMES),
                        values.family(USER_READ).getOrDefault(name, ALL_NAMES)));
    }

    private static Set<String> tags(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toSet());
    }
}
