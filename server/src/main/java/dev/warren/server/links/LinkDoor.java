package dev.warren.server.links;

import dev.warren.amqp.AmqpListener;
import dev.warren.links.remote.LocalDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The door through which links enter their own node: a port of the loopback interface that is
/// opened when the first of them comes, and where a [LinkSecret] is the only key. So no password
/// has to be known, and it does not matter how the doors for clients are protected. Any thread that
/// may wait.
final class LinkDoor implements LocalDoor, AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /// Opens a listener for AMQP at an address.
    @FunctionalInterface
    interface Binder {
        AmqpListener bind(InetSocketAddress address) throws IOException;
    }

    private final LinkSecret secret;
    private final Binder binder;

    /// Null until somebody opens it. Whoever sets it binds; others wait for what comes of it.
    private final AtomicReference<@Nullable CompletableFuture<AmqpListener>> opened =
            new AtomicReference<>();

    LinkDoor(LinkSecret secret, Binder binder) {
        this.secret = secret;
        this.binder = binder;
    }

    @Override
    public Key open(@Nullable String user) throws IOException {
        InetSocketAddress address = listener().address();
        return new Key(
                address.getAddress().getHostAddress(),
                address.getPort(),
                user == null ? LinkSecret.NODE : user,
                user == null ? secret.ofNode() : secret.ofUser());
    }

    private AmqpListener listener() throws IOException {
        CompletableFuture<AmqpListener> known = opened.get();
        if (known == null) {
            CompletableFuture<AmqpListener> mine = new CompletableFuture<>();
            known = opened.compareAndExchange(null, mine);
            if (known == null) {
                bind(mine);
                known = mine;
            }
        }
        try {
            return known.join();
        } catch (CompletionException e) {
            throw new IOException("the door of links cannot be opened", e);
        }
    }

    private void bind(CompletableFuture<AmqpListener> mine) {
        try {
            mine.complete(
                    binder.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0)));
        } catch (IOException e) {
            opened.set(null);
            mine.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        CompletableFuture<AmqpListener> known = opened.getAndSet(null);
        if (known != null) {
            var _ = known.thenAccept(AmqpListener::close);
        }
    }
}
