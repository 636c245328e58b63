package dev.warren.links.remote;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.TrafficListener;
import com.rabbitmq.client.impl.AMQConnection;
import dev.warren.links.LinkException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Opens connections to brokers. They do not come back by themselves when they are lost: that is up
/// to the link. Any thread that may wait.
public final class Remote implements AutoCloseable {

    private static final int HANDSHAKE_MILLIS_MAX = 30_000;

    /// How long the other side may take to answer a method.
    private static final int ANSWER_MILLIS_MAX = 60_000;

    /// How long it may take to answer a farewell.
    private static final int CLOSE_MILLIS_MAX = 2_000;

    /// The user of a URI without one, as in RabbitMQ.
    private static final String USER = "guest";

    private final LocalDoor door;
    private final ClientTls tls;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public Remote(LocalDoor door, ClientTls tls) {
        this.door = door;
        this.tls = tls;
    }

    /// Connects and logs in.
    ///
    /// @param name how the other side shows the connection to people
    /// @param held bounds what is read and not done with; null for nothing to consume
    public Connection connect(AmqpUri uri, String name, @Nullable HeldBytes held)
            throws LinkException, InterruptedException {
        try {
            ConnectionFactory factory = factory(uri, held == null ? TrafficListener.NO_OP : held);
            return factory.newConnection(
                    workers, List.of(new Address(factory.getHost(), factory.getPort())), name);
        } catch (IOException | TimeoutException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new LinkException("cannot connect to " + uri.shown() + ": " + Reasons.of(e), e);
        }
    }

    private ConnectionFactory factory(AmqpUri uri, TrafficListener traffic) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setThreadFactory(Thread.ofVirtual().factory());
        factory.setExceptionHandler(new QuietExceptionHandler());
        factory.setTrafficListener(traffic);
        factory.setHandshakeTimeout(HANDSHAKE_MILLIS_MAX);
        factory.setChannelRpcTimeout(ANSWER_MILLIS_MAX);
        factory.setShutdownTimeout(CLOSE_MILLIS_MAX);
        factory.setClientProperties(clientProperties());
        factory.setVirtualHost(uri.vhost());
        tune(factory, uri.tuning());
        AmqpUri.Address address = uri.address();
        if (address == null) {
            enterHere(factory, uri.login());
        } else {
            enterThere(factory, address, uri);
        }
        return factory;
    }

    private static Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(AMQConnection.defaultClientProperties());
        properties.put("product", "Warren");
        properties.remove("copyright");
        properties.remove("information");
        return properties;
    }

    private static void tune(ConnectionFactory factory, AmqpUri.Tuning tuning) {
        factory.setRequestedHeartbeat(tuning.heartbeatSeconds());
        factory.setConnectionTimeout(tuning.connectionTimeoutMillis());
        factory.setRequestedChannelMax(tuning.channelMax());
    }

    private void enterHere(ConnectionFactory factory, AmqpUri.@Nullable Login login)
            throws IOException {
        LocalDoor.Key key = door.open(login == null ? null : login.user());
        factory.setHost(key.host());
        factory.setPort(key.port());
        factory.setUsername(key.user());
        factory.setPassword(key.secret());
    }

    private void enterThere(ConnectionFactory factory, AmqpUri.Address address, AmqpUri uri)
            throws IOException {
        AmqpUri.Login login = uri.login();
        String password = login == null ? null : login.password();
        factory.setHost(address.host());
        factory.setPort(address.port());
        factory.setUsername(login == null ? USER : login.user());
        factory.setPassword(password == null ? USER : password);
        factory.setSaslConfig(offered -> mechanismOrNull(uri.tuning().mechanisms(), offered));
        AmqpUri.Tls protection = uri.tls();
        if (protection != null) {
            factory.useSslProtocol(tls.context(protection));
            factory.setSocketConfigurator(new TlsSocket(protection));
        }
    }

    private static @Nullable SaslMechanism mechanismOrNull(List<String> wanted, String[] offered) {
        if (wanted.isEmpty()) {
            return DefaultSaslConfig.PLAIN.getSaslMechanism(offered);
        }
        for (String name : wanted) {
            SaslMechanism mechanism =
                    (name.equals("EXTERNAL") ? DefaultSaslConfig.EXTERNAL : DefaultSaslConfig.PLAIN)
                            .getSaslMechanism(offered);
            if (mechanism != null) {
                return mechanism;
            }
        }
        return null;
    }

    /// Says farewell, and waits for the answer a little. Does not throw.
    public static void leave(@Nullable Connection connection) {
        if (connection != null) {
            connection.abort(CLOSE_MILLIS_MAX);
        }
    }

    /// No connection may be used any more.
    @Override
    public void close() {
        workers.shutdown();
    }
}
