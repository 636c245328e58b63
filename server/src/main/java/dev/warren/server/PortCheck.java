package dev.warren.server;

import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration.Listener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for each port before anything is written, so that a start that must fail leaves no new data
/// directory behind. Someone may still take a port in between; the real listening answers that with
/// the same words.
final class PortCheck {

    private PortCheck() {}

    static void check(List<Listener> listeners) throws StartupException {
        for (Listener listener : listeners) {
            check(listener.endpoint());
        }
    }

    private static void check(Endpoint endpoint) throws StartupException {
        InetSocketAddress address = endpoint.address();
        if (address.isUnresolved()) {
            throw cannotListen(endpoint, new UnresolvedAddressException());
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw cannotListen(endpoint, e);
        }
    }

    static StartupException cannotListen(Endpoint endpoint, @Nullable Throwable cause) {
        String why =
                switch (cause) {
                    case UnresolvedAddressException _ -> "no such host";
                    case BindException e when String.valueOf(e.getMessage()).contains("in use") ->
                            "the port is in use by another process";
                    case null -> "unknown reason";
                    case Throwable other -> String.valueOf(other.getMessage());
                };
        return new StartupException(
                ExitCode.CANNOT_LISTEN, "cannot listen on " + endpoint + ": " + why);
    }
}
