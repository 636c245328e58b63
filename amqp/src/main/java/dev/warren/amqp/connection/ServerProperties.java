package dev.warren.amqp.connection;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import java.util.List;

/// What `connection.start` says that this server can do.
final class ServerProperties {

    private static final List<String> CAPABILITIES =
            List.of(
                    "publisher_confirms",
                    "exchange_exchange_bindings",
                    "basic.nack",
                    "consumer_cancel_notify",
                    "connection.blocked",
                    "consumer_priorities",
                    "authentication_failure_close",
                    "per_consumer_qos",
                    "direct_reply_to");

    private ServerProperties() {}

    static FieldTable withCapabilities(FieldTable properties) {
        FieldTable capabilities = FieldTable.EMPTY;
        for (String capability : CAPABILITIES) {
            capabilities = capabilities.with(capability, true);
        }
        return properties.with("capabilities", new FieldValue.Table(capabilities));
    }
}
