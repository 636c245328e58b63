package dev.warren.server;

import dev.warren.management.HttpDoor;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The doors of what is served over HTTP, in the order of the listeners of its configuration. One
/// thread opens them; any thread may ask where they are.
final class HttpDoors {

    private static final Logger LOG = LoggerFactory.getLogger(HttpDoors.class);

    /// What is served.
    @FunctionalInterface
    interface Service {

        /// Returns the ports that the doors have; fails when one cannot be had.
        List<Integer> open(List<HttpDoor> doors) throws IOException;
    }

    /// How a door is called.
    ///
    /// @param protocol for lists of listeners
    /// @param logged for the log; the address comes after it
    /// @param after comes after the address
    record Words(String protocol, String logged, String after) {}

    private final Management where;
    private final Words plain;
    private final Words secured;

    /// Set when they are open.
    private volatile List<Listening> open = List.of();

    HttpDoors(Management where, Words plain, Words secured) {
        this.where = where;
        this.plain = plain;
        this.secured = secured;
    }

    /// Returns the port of the first.
    ///
    /// @param tls what protects them; asked only where something is over TLS
    int open(Service service, Supplier<HttpDoor.Tls> tls) throws IOException {
        List<Listener> listeners = where.listeners();
        List<Integer> ports = service.open(doors(tls));
        List<Listening> opened = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            opened.add(opened(listeners.get(i), ports.get(i)));
        }
        open = List.copyOf(opened);
        return ports.getFirst();
    }

    private List<HttpDoor> doors(Supplier<HttpDoor.Tls> tls) {
        List<HttpDoor> doors = new ArrayList<>();
        Listener unprotected = where.plain();
        if (unprotected != null) {
            doors.add(new HttpDoor(unprotected.endpoint().address(), null, where.limits()));
        }
        TlsManagement overTls = where.tls();
        if (overTls != null) {
            doors.add(
                    new HttpDoor(
                            overTls.listener().endpoint().address(), tls.get(), overTls.limits()));
        }
        return doors;
    }

    private Listening opened(Listener listener, int port) {
        Words words = listener.equals(where.plain()) ? plain : secured;
        Endpoint endpoint = new Endpoint(listener.endpoint().host(), port);
        LOG.info("started {} on {}{}", words.logged(), endpoint, words.after());
        return new Listening(words.protocol(), AmqpDoors.host(listener.endpoint().address()), port);
    }

    /// Where they are, just now; none before they are open.
    List<Listening> listening() {
        return open;
    }
}
