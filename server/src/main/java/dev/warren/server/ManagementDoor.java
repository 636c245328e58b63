package dev.warren.server;

import dev.warren.amqp.Connections;
import dev.warren.engine.broker.Broker;
import dev.warren.management.ApiSettings;
import dev.warren.management.HttpApi;
import dev.warren.management.Observation;
import dev.warren.management.http.LocalToken;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.management.view.NodeLinks;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.ManagementAccess;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import dev.warren.server.data.AdminFile;
import dev.warren.server.links.NodeClients;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP API of a node.
final class ManagementDoor {

    /// What it is called over TLS.
    static final String SECURED = "https";

    private static final Logger LOG = LoggerFactory.getLogger(ManagementDoor.class);

    private final Management where;
    private final String prefix;
    private final NodeTls tls;
    private final HttpApi api;
    private final AdminFile adminFile;

    private final HttpDoors doors;
    private final Opener opener;

    /// Made before AMQP clients come.
    ///
    /// @param amqp where AMQP listens, just now
    /// @param metrics where metrics are, just now
    /// @param failed is told when the port cannot be had after all
    /// @param directory of the data, where the command line looks for it
    /// @param control what the command line may change
    /// @param links what the node does as a client of brokers
    ManagementDoor(
            ServerConfiguration configuration,
            NodeTls tls,
            Broker broker,
            Connections connections,
            Supplier<List<Listening>> amqp,
            Supplier<List<Listening>> metrics,
            Observation observation,
            String version,
            Consumer<StartupException> failed,
            Path directory,
            NodeControl control,
            NodeLinks links) {
        this.where = configuration.management();
        this.prefix = configuration.managementAccess().front().prefix().text();
        this.doors =
                new HttpDoors(
                        where,
                        new HttpDoors.Words("http", "HTTP API listener", ""),
                        new HttpDoors.Words(SECURED, "HTTPS API listener", ""));
        this.tls = tls;
        LocalToken token = LocalToken.random(new SecureRandom());
        this.adminFile = new AdminFile(directory, token.text(), broker.nodeName());
        this.api =
                new HttpApi(
                        broker,
                        NodeMonitoring.facts(
                                configuration,
                                version,
                                () -> listening(amqp.get(), metrics.get()),
                                tls::certificates),
                        settings(configuration),
                        connections::close,
                        observation,
                        new HttpApi.Local(token, control, ProcessFacts.of(configuration)),
                        links);
        this.opener =
                new Opener(
                        "management",
                        where.listeners().getFirst().endpoint(),
                        this::listen,
                        failed);
    }

    private static ApiSettings settings(ServerConfiguration configuration) {
        ManagementAccess access = configuration.managementAccess();
        return new ApiSettings(
                configuration.login().passwords(),
                NodeClients.CHECKS,
                AmqpSettingsAssembly.incoming(configuration),
                access.front(),
                access.sessionSeconds(),
                access.changesOperatorPolicies());
    }

    private List<Listening> listening(List<Listening> amqp, List<Listening> metrics) {
        List<Listening> all = new ArrayList<>(amqp);
        all.addAll(doors.listening());
        all.addAll(metrics);
        return all;
    }

    /// Begins to open, and returns at once: the command line can find it from now on, and waits
    /// until it answers.
    void open() throws StartupException {
        int port = where.listeners().getFirst().endpoint().port();
        try {
            if (port == 0) {
                adminFile.remove();
            } else {
                adminFile.write(url(port), certificateOrNull());
            }
        } catch (IOException e) {
            throw new StartupException(
                    ExitCode.DATA_DIRECTORY_UNUSABLE,
                    "cannot write admin.token: " + e.getMessage());
        }
        opener.start();
    }

    /// Where this machine reaches it: over plain HTTP if it may.
    private String url(int port) {
        InetSocketAddress address = where.listeners().getFirst().endpoint().address();
        String host =
                address.getAddress().isAnyLocalAddress()
                        ? "127.0.0.1"
                        : address.getAddress().getHostAddress();
        String scheme = where.plain() == null ? "https" : "http";
        return scheme
                + "://"
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":"
                + port
                + prefix;
    }

    /// What the command line trusts there: nobody else need have signed it.
    private @Nullable Path certificateOrNull() {
        TlsManagement secured = where.tls();
        return where.plain() != null || secured == null
                ? null
                : secured.options().files().certificates();
    }

    private void listen() throws IOException {
        int port = doors.open(api::open, tls::http);
        if (port != where.listeners().getFirst().endpoint().port()) {
            adminFile.write(url(port), certificateOrNull());
        }
    }

    /// Completes when it is open, or cannot be.
    CompletableFuture<Void> tried() {
        return opener.tried();
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        opener.await();
        api.close();
        try {
            adminFile.remove();
        } catch (IOException e) {
            LOG.warn("admin.token stays where it is", e);
        }
    }
}
