package dev.warren.links.federation;

import com.rabbitmq.client.Connection;
import dev.warren.links.LinkException;
import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.AmqpUriParser;
import dev.warren.links.remote.HeldBytes;
import dev.warren.links.remote.Remote;
import dev.warren.links.remote.UriSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Both ends of a link in one run: the upstream broker and this one. Owned by the link's thread.
///
/// @param uri where the upstream broker is
/// @param held bounds what has been read from it and not been done with
record Ends(Connection upstream, AmqpUri uri, Connection here, HeldBytes held)
        implements AutoCloseable {

    /// Bodies that one link has read and not done with, in bytes.
    private static final int HELD_BYTES_MAX = 16 << 20;

    private static final int HEARTBEAT_SECONDS = 10;
    private static final int CONNECTION_MILLIS_MAX = 60_000;

    /// Tries one address of the upstream after the other.
    ///
    /// An address that names no virtual host means that of the same name as the one here.
    static Ends open(Remote remote, LinkKey key, LinkSettings settings)
            throws LinkException, InterruptedException {
        String name =
                "Federation link (upstream: %s, policy: %s)"
                        .formatted(settings.upstream().name(), settings.policy());
        Connection here = remote.connect(local(key.vhost()), name, null);
        try {
            return open(remote, settings.upstream(), name, key.vhost(), here);
        } catch (LinkException | InterruptedException | RuntimeException e) {
            Remote.leave(here);
            throw e;
        }
    }

    private static AmqpUri local(String vhost) {
        return new AmqpUri(
                null,
                null,
                vhost,
                new AmqpUri.Tuning(HEARTBEAT_SECONDS, CONNECTION_MILLIS_MAX, 0, List.of()),
                null,
                "this broker");
    }

    private static Ends open(
            Remote remote, Upstream upstream, String name, String vhost, Connection here)
            throws LinkException, InterruptedException {
        LinkException last = new LinkException("the upstream has no uri");
        for (String text : upstream.uris()) {
            HeldBytes held = new HeldBytes(HELD_BYTES_MAX);
            try {
                AmqpUri uri = AmqpUriParser.parse(text, vhost);
                return new Ends(remote.connect(uri, name, held), uri, here, held);
            } catch (UriSyntaxException e) {
                last = new LinkException("a uri cannot be read: " + e.reason(), e);
            } catch (LinkException e) {
                last = e;
            }
        }
        throw last;
    }

    /// What the upstream broker calls itself; null if it does not say.
    @Nullable String upstreamCluster() {
        Object name = upstream.getServerProperties().get("cluster_name");
        return name == null ? null : name.toString();
    }

    /// What is said of a link with these ends.
    LinkLog log(LinkKey key) {
        return new LinkLog(key, uri);
    }

    @Override
    public void close() {
        held.open();
        Remote.leave(upstream);
        Remote.leave(here);
    }
}
