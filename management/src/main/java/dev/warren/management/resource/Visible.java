package dev.warren.management.resource;

import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.Caller;
import dev.warren.management.http.Request;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Which virtual hosts a request is about.
final class Visible {

    private Visible() {}

    /// That of the path, or all that the caller may enter, by name.
    static Stream<VirtualHost> vhosts(Request request) {
        return request.path().containsKey("vhost")
                ? Stream.of(request.vhost())
                : entered(request.caller()).stream();
    }

    /// Those that the caller may enter.
    static List<VirtualHost> entered(Caller caller) {
        return all(caller).filter(vhost -> caller.mayEnter(vhost.name())).toList();
    }

    /// Those that the caller may see: all for who watches the node.
    static List<VirtualHost> seen(Caller caller) {
        return caller.isMonitor() ? all(caller).toList() : entered(caller);
    }

    private static Stream<VirtualHost> all(Caller caller) {
        return caller.broker().topology().vhosts().values().stream()
                .sorted(Comparator.comparing(VirtualHost::name));
    }
}
