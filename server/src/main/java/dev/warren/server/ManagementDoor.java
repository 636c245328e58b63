package dev.warren.server;

import dev.warren.amqp.Connections;
import dev.warren.engine.broker.Broker;
import dev.warren.management.HttpApi;
import dev.warren.management.http.LocalToken;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.data.AdminFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP API of a node. It opens on a thread of its own, so that AMQP clients need not wait for
/// it.
final class ManagementDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementDoor.class);

    private static final String EVERYWHERE = "::";

    private final Listener listener;
    private final HttpApi api;
    private final AdminFile adminFile;

    /// Set when it listens.
    private volatile List<Listening> open = List.of();

    private final Thread opener;

    /// Made before AMQP clients come.
    ///
    /// @param amqp where AMQP listens, just now
    /// @param failed is told when the port cannot be had after all
    /// @param directory of the data, where the command line looks for it
    /// @param control what the command line may change
    ManagementDoor(
            ServerConfiguration configuration,
            Listener listener,
            Broker broker,
            Connections connections,
            Supplier<List<InetSocketAddress>> amqp,
            String version,
            Consumer<StartupException> failed,
            Path directory,
            NodeControl control) {
        this.listener = listener;
        LocalToken token = LocalToken.random(new SecureRandom());
        this.adminFile = new AdminFile(directory, token.text(), Broker.NODE_NAME);
        String cluster = configuration.identity().clusterName();
        this.api =
                new HttpApi(
                        broker,
                        new NodeFacts(
                                cluster == null ? Broker.NODE_NAME : cluster,
                                configuration.identity().amqpVersion(),
                                version,
                                () -> listening(amqp.get())),
                        configuration.login().passwords(),
                        connections::close,
                        new HttpApi.Local(token, control));
        this.opener = Thread.ofPlatform().name("management").daemon().unstarted(() -> run(failed));
    }

    private List<Listening> listening(List<InetSocketAddress> amqp) {
        List<Listening> all = new ArrayList<>();
        for (InetSocketAddress address : amqp) {
            all.add(new Listening("amqp", host(address), address.getPort()));
        }
        all.addAll(open);
        return all;
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? EVERYWHERE
                : address.getAddress().getHostAddress();
    }

    /// Begins to open, and returns at once: the command line can find it from now on, and waits
    /// until it answers.
    void open() throws StartupException {
        InetSocketAddress address = listener.endpoint().address();
        try {
            if (address.getPort() == 0) {
                adminFile.remove();
            } else {
                adminFile.write(url(address, address.getPort()));
            }
        } catch (IOException e) {
            throw new StartupException(
                    ExitCode.DATA_DIRECTORY_UNUSABLE,
                    "cannot write admin.token: " + e.getMessage());
        }
        opener.start();
    }

    /// Where this machine reaches it.
    private static String url(InetSocketAddress address, int port) {
        String host =
                address.getAddress().isAnyLocalAddress()
                        ? "127.0.0.1"
                        : address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private void run(Consumer<StartupException> failed) {
        InetSocketAddress address = listener.endpoint().address();
        try {
            int port = api.open(address);
            open = List.of(new Listening("http", host(address), port));
            if (port != address.getPort()) {
                adminFile.write(url(address, port));
            }
            LOG.info(
                    "started HTTP API listener on {}",
                    new Endpoint(listener.endpoint().host(), port));
        } catch (IOException e) {
            failed.accept(PortCheck.cannotListen(listener.endpoint(), cause(e)));
        }
    }

    /// What the operating system said, at the end of the chain.
    private static Throwable cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        try {
            opener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
        try {
            adminFile.remove();
        } catch (IOException e) {
            LOG.warn("admin.token stays where it is", e);
        }
    }
}
