package dev.warren.server.config;

import java.nio.file.Path;
import java.util.List;

/// The part of the registry about who exists and who may do how much. See [Settings].
final class AccessSettings {

    static final Setting<Path> LOAD_DEFINITIONS =
            Setting.optional(
                    "load_definitions",
                    ValueType.PATH,
                    "definitions in JSON, a file or a directory of them, imported at every start");
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
    static final Setting<Integer> CONNECTION_MAX =
            Setting.of(
                    "connection_max",
                    ValueType.limit(),
                    -1,
                    "connections to this node; infinity for no limit");
    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.optional(
                    "max_connections", ValueType.limit(), "RabbitMQ 4.3's name for connection_max");
    static final Setting<Integer> CHANNEL_MAX_PER_NODE =
            Setting.of(
                    "channel_max_per_node",
                    ValueType.limit(),
                    -1,
                    "channels of all connections to this node; infinity for no limit");

    static final List<Setting<?>> ALL =
            List.of(
                    LOAD_DEFINITIONS,
                    PASSWORD_HASHING,
                    VALIDATOR,
                    VALIDATOR_MIN_LENGTH,
                    VALIDATOR_REGEXP,
                    CONNECTION_MAX,
                    MAX_CONNECTIONS,
                    CHANNEL_MAX_PER_NODE);

    private AccessSettings() {}
}
