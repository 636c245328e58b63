package dev.warren.conformance.access;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands each test a fresh [Client] of one broker that has the users of `definitions.json`. The
/// password of a user is its name.
final class RestrictedUsers implements ParameterResolver {

    static final String VHOST = "rights";

    private static final class Shared {
        private static final Broker BROKER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close, "stop the broker"));
        }
    }

    private static Broker start() {
        return Broker.configured(Map.of("load_definitions", definitions().toString()));
    }

    static Path definitions() {
        try {
            var file =
                    Objects.requireNonNull(
                            RestrictedUsers.class.getResource("definitions.json"), "resource");
            return Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Client.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(Namespace.create(RestrictedUsers.class))
                .computeIfAbsent(Client.class, _ -> Shared.BROKER.client(), Client.class);
    }

    static Connection login(Client client, String user) throws IOException, TimeoutException {
        return client.connect(factory -> as(factory, user));
    }

    /// How the broker refused to open a connection, in its own words.
    static String refusalOf(Client client, String user) throws TimeoutException {
        try {
            login(client, user);
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ShutdownSignalException signal) {
                    return String.valueOf(signal.getReason());
                }
            }
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("user '" + user + "' was let in");
    }

    private static void as(ConnectionFactory factory, String user) {
        factory.setUsername(user);
        factory.setPassword(user);
        factory.setVirtualHost(VHOST);
    }
}
