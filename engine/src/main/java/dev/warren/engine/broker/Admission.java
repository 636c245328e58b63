package dev.warren.engine.broker;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.User;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Counts the open connections and channels of the node, of each user and of each virtual host, and
/// refuses more than the limits allow. Any lane.
///
/// What was let in is given back by whoever asked for it. Two who ask at once for the last place
/// may both be refused, never both let in.
public final class Admission {

    /// What one user, or everybody in one virtual host, has open.
    private record Open(int connections, int channels) {
        Open plus(int moreConnections, int moreChannels) {
            return new Open(connections + moreConnections, channels + moreChannels);
        }
    }

    private static final Open NOTHING = new Open(0, 0);

    private final NodeLimits limits;
    private final Map<String, Open> byUser = new ConcurrentHashMap<>();

    /// Connections only.
    private final Map<String, Open> byVhost = new ConcurrentHashMap<>();

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger channels = new AtomicInteger();

    public Admission(NodeLimits limits) {
        this.limits = limits;
    }

    /// Whether the node, for its part, would let one more connection in.
    public boolean hasRoom() {
        return !isOver(connections.get() + 1, limits.connectionsMax());
    }

    /// How many may be open on the node; negative for any number.
    public int connectionsMax() {
        return limits.connectionsMax();
    }

    /// Lets a connection into a virtual host, or refuses it with 530. A negative limit is none.
    public void openConnection(User user, String vhost, int vhostMax) {
        int all = connections.incrementAndGet();
        int inVhost = add(byVhost, vhost, 1, 0).connections();
        int own = add(byUser, user.name(), 1, 0).connections();
        int allMax = limits.connectionsMax();
        int ownMax = user.limits().connectionsMax();
        if (isOver(all, allMax)) {
            throw refused(
                    user,
                    vhost,
                    "connection refused: node connection limit (%d) is reached",
                    allMax);
        }
        if (isOver(inVhost, vhostMax)) {
            throw refused(
                    user,
                    vhost,
                    "access to vhost '%s' refused for user '%s': connection limit (%d) is reached",
                    vhost,
                    user.name(),
                    vhostMax);
        }
        if (isOver(own, ownMax)) {
            throw refused(
                    user,
                    vhost,
                    "connection refused for user '%s': user connection limit (%d) is reached",
                    user.name(),
                    ownMax);
        }
    }

    private AmqpException refused(User user, String vhost, String text, Object... values) {
        closeConnection(user.name(), vhost);
        return new AmqpException(ReplyCode.NOT_ALLOWED, text.formatted(values));
    }

    public void closeConnection(String user, String vhost) {
        add(byUser, user, -1, 0);
        add(byVhost, vhost, -1, 0);
        connections.decrementAndGet();
    }

    /// Lets a channel in, or refuses it with 530, which ends the connection.
    public void openChannel(User user) {
        int all = channels.incrementAndGet();
        Open own = add(byUser, user.name(), 0, 1);
        int allMax = limits.channelsMax();
        int ownMax = user.limits().channelsMax();
        if (!isOver(all, allMax) && !isOver(own.channels(), ownMax)) {
            return;
        }
        closeChannels(user.name(), 1);
        throw AmqpException.ofNoMethod(
                ReplyCode.NOT_ALLOWED,
                isOver(all, allMax)
                        ? "number of channels opened on this node has reached the maximum allowed"
                                + " limit of (%d)".formatted(allMax)
                        : "number of channels opened for user '%s' has reached the maximum allowed"
                                        .formatted(user.name())
                                + " user limit of (%d)".formatted(ownMax));
    }

    public void closeChannels(String user, int count) {
        add(byUser, user, 0, -count);
        channels.addAndGet(-count);
    }

    public int connections() {
        return connections.get();
    }

    public int connectionsOf(String user) {
        return byUser.getOrDefault(user, NOTHING).connections();
    }

    public int channelsOf(String user) {
        return byUser.getOrDefault(user, NOTHING).channels();
    }

    /// What has nothing open has no line.
    private static Open add(
            Map<String, Open> lines, String name, int moreConnections, int moreChannels) {
        Open now = lines.compute(name, (_, known) -> added(known, moreConnections, moreChannels));
        return now == null ? NOTHING : now;
    }

    private static @Nullable Open added(
            @Nullable Open known, int moreConnections, int moreChannels) {
        Open sum = (known == null ? NOTHING : known).plus(moreConnections, moreChannels);
        return sum.equals(NOTHING) ? null : sum;
    }

    private static boolean isOver(int count, int max) {
        return max >= 0 && count > max;
    }
}
