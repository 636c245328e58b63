package dev.warren.conformance.support;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for brokers that have to keep theirs over a restart.
///
/// They lie below those that a kernel hands out by itself (from 32,768 on under Linux, from 49,152
/// on elsewhere): so no connection takes one by chance while its broker is not there.
public final class Ports {
    private static final int FIRST = 15_700;
    private static final int COUNT = 9_000;
    private static final int TRIES_MAX = 1_000;

    /// Test JVMs that run side by side begin at different ones.
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /// One that nobody listens on, each time another.
    public static int free() throws IOException {
        for (var i = 0; i < TRIES_MAX; i++) {
            var port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port found in " + TRIES_MAX + " tries");
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
