package dev.warren.conformance.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Exchange types that RabbitMQ has as plugins, and those that 3.10 has not yet. Warren has them
/// all: a test is skipped on RabbitMQ only.
public final class Plugins {

    private Plugins() {}

    /// Skips the test when this is a RabbitMQ without the type.
    public static void assumeExchangeType(Client client, String type)
            throws IOException, TimeoutException {
        if (client.is310()) {
            assumeTrue(knows(client, type), "RabbitMQ without " + type);
        }
    }

    private static boolean knows(Client client, String type) throws IOException, TimeoutException {
        try (var connection = client.connect()) {
            Client.channelOf(connection)
                    .exchangeDeclare(client.name("probe"), type, false, true, Map.of());
            return true;
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException) {
                return false;
            }
            throw e;
        }
    }
}
