package dev.warren.server.config;

import dev.warren.engine.auth.CredentialValidator;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.server.config.ServerConfiguration.Anonymous;
import dev.warren.server.config.ServerConfiguration.DefaultUser;
import dev.warren.server.config.ServerConfiguration.Login;
import dev.warren.server.config.ServerConfiguration.Permissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of the registry about who exists at first, who may come in and how. See [Settings].
final class LoginSettings {

    static final Setting<Boolean> NO_LOOPBACK_USERS =
            Setting.optional(
                    "loopback_users",
                    ValueType.NONE,
                    "`none`: every user may come from everywhere");
    static final Setting<Boolean> LOOPBACK_USERS =
            Setting.optional(
                    "loopback_users.$user",
                    ValueType.BOOLEAN,
                    "who may come from this machine only; guest, unless set to false");
    static final Setting<String> DEFAULT_USER =
            Setting.of(
                    "default_user", ValueType.TEXT, "guest", "the user created on the first start");
    static final Setting<String> DEFAULT_PASS =
            Setting.of("default_pass", ValueType.SECRET, "guest", "and its password");
    static final Setting<String> DEFAULT_VHOST =
            Setting.of(
                    "default_vhost", ValueType.TEXT, "/", "the vhost created on the first start");
    static final Setting<Boolean> DEFAULT_USER_TAGS =
            Setting.optional(
                    "default_user_tags.$tag",
                    ValueType.BOOLEAN,
                    "tags of that user; administrator if none is named");
    static final Setting<String> DEFAULT_CONFIGURE =
            Setting.of(
                    "default_permissions.configure",
                    ValueType.TEXT,
                    ".*",
                    "what that user may declare and delete");
    static final Setting<String> DEFAULT_READ =
            Setting.of("default_permissions.read", ValueType.TEXT, ".*", "what that user may read");
    static final Setting<String> DEFAULT_WRITE =
            Setting.of(
                    "default_permissions.write", ValueType.TEXT, ".*", "what that user may write");
    static final Setting<String> AUTH_MECHANISMS =
            Setting.optional(
                    "auth_mechanisms.$num",
                    ValueType.oneOf("PLAIN", "AMQPLAIN", "ANONYMOUS", "EXTERNAL", "RABBIT-CR-DEMO"),
                    "SASL mechanisms; PLAIN and AMQPLAIN if none is named");
    static final Setting<String> ANONYMOUS_USER =
            Setting.of(
                    "anonymous_login_user",
                    ValueType.TEXT,
                    "guest",
                    "as whom SASL ANONYMOUS logs in, or `none`");
    static final Setting<String> ANONYMOUS_PASS =
            Setting.of(
                    "anonymous_login_pass", ValueType.SECRET, "guest", "and with which password");
    static final Setting<String> PASSWORD_HASHING =
            Setting.of(
                    "password_hashing_module",
                    ValueType.oneOf(
                            "rabbit_password_hashing_sha256", "rabbit_password_hashing_sha512"),
                    "rabbit_password_hashing_sha256",
                    "how new passwords are hashed");
    static final Setting<String> VALIDATOR =
            Setting.of(
                    "credential_validator.validation_backend",
                    ValueType.oneOf(
                            "rabbit_credential_validator_accept_everything",
                            "rabbit_credential_validator_min_password_length",
                            "rabbit_credential_validator_password_regexp"),
                    "rabbit_credential_validator_accept_everything",
                    "what is asked of a new password");
    static final Setting<Integer> VALIDATOR_MIN_LENGTH =
            Setting.of(
                    "credential_validator.min_length",
                    ValueType.whole(0, 65_535),
                    8,
                    "its least length in bytes, if that is asked");
    static final Setting<String> VALIDATOR_REGEXP =
            Setting.of(
                    "credential_validator.regexp",
                    ValueType.EXPRESSION,
                    "^.+$",
                    "what is to be found in it, if that is asked");

    static final List<Setting<?>> ALL =
            List.of(
                    NO_LOOPBACK_USERS,
                    LOOPBACK_USERS,
                    DEFAULT_USER,
                    DEFAULT_PASS,
                    DEFAULT_VHOST,
                    DEFAULT_USER_TAGS,
                    DEFAULT_CONFIGURE,
                    DEFAULT_READ,
                    DEFAULT_WRITE,
                    AUTH_MECHANISMS,
                    ANONYMOUS_USER,
                    ANONYMOUS_PASS,
                    PASSWORD_HASHING,
                    VALIDATOR,
                    VALIDATOR_MIN_LENGTH,
                    VALIDATOR_REGEXP);

    private LoginSettings() {}

    static Login assemble(Values values) {
        return new Login(
                defaultUser(values),
                loopbackUsers(values),
                mechanisms(values),
                anonymousOrNull(values),
                passwords(values),
                BackendSettings.assemble(values));
    }

    private static DefaultUser defaultUser(Values values) {
        Map<String, Boolean> tags = values.family(DEFAULT_USER_TAGS);
        return new DefaultUser(
                values.get(DEFAULT_USER),
                new Secret(values.get(DEFAULT_PASS)),
                tags.isEmpty() ? Set.of("administrator") : namesSetToTrue(tags),
                values.get(DEFAULT_VHOST),
                new Permissions(
                        values.get(DEFAULT_CONFIGURE),
                        values.get(DEFAULT_WRITE),
                        values.get(DEFAULT_READ)));
    }

    /// Naming another user does not open the door for guest: only `guest = false` or `none` does.
    private static Set<String> loopbackUsers(Values values) {
        if (values.orNull(NO_LOOPBACK_USERS) != null) {
            return Set.of();
        }
        Map<String, Boolean> named = values.family(LOOPBACK_USERS);
        var users = new HashSet<>(namesSetToTrue(named));
        if (named.getOrDefault("guest", true)) {
            users.add("guest");
        }
        return users;
    }

    private static Set<String> namesSetToTrue(Map<String, Boolean> named) {
        return named.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> mechanisms(Values values) {
        Map<String, String> named = values.family(AUTH_MECHANISMS);
        return named.isEmpty() ? List.of("PLAIN", "AMQPLAIN") : List.copyOf(named.values());
    }

    private static @Nullable Anonymous anonymousOrNull(Values values) {
        String user = values.get(ANONYMOUS_USER);
        return user.equals("none")
                ? null
                : new Anonymous(user, new Secret(values.get(ANONYMOUS_PASS)));
    }

    private static PasswordRules passwords(Values values) {
        HashAlgorithm algorithm = HashAlgorithm.byIdOrNull(values.get(PASSWORD_HASHING));
        return new PasswordRules(
                algorithm == null ? HashAlgorithm.SHA256 : algorithm,
                switch (values.get(VALIDATOR)) {
                    case "rabbit_credential_validator_min_password_length" ->
                            new CredentialValidator.MinLength(values.get(VALIDATOR_MIN_LENGTH));
                    case "rabbit_credential_validator_password_regexp" ->
                            new CredentialValidator.Matching(
                                    Pattern.compile(values.get(VALIDATOR_REGEXP)));
                    default -> new CredentialValidator.AcceptEverything();
                });
    }
}
