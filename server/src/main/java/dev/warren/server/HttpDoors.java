package dev.warren.server;

import dev.warren.management.HttpDoor;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// From the configuration to the doors of HTTP, in the order of its listeners.
final class HttpDoors {

    private HttpDoors() {}

    /// @param tls what protects them; asked only where something is over TLS
    static List<HttpDoor> of(Management where, Supplier<HttpDoor.Tls> tls) {
        List<HttpDoor> doors = new ArrayList<>();
        Listener plain = where.plain();
        if (plain != null) {
            doors.add(new HttpDoor(plain.endpoint().address(), null));
        }
        TlsManagement secured = where.tls();
        if (secured != null) {
            doors.add(new HttpDoor(secured.listener().endpoint().address(), tls.get()));
        }
        return doors;
    }
}
