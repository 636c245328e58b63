package dev.warren.engine.broker;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Counts the open connections and channels of the node and of each user, and refuses more than the
/// limits allow. Any lane.
///
/// What was let in is given back by whoever asked for it. Two who ask at once for the last place
/// may both be refused, never both let in.
public final class Admission {

    /// What one user has open.
    private record Open(int connections, int channels) {
        Open plus(int moreConnections, int moreChannels) {
            return new Open(connections + moreConnections, channels + moreChannels);
        }
    }

    private static final Open NOTHING = new Open(0, 0);

    private final NodeLimits limits;
    private final Map<String, Open> byUser = new ConcurrentHashMap<>();

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger channels = new AtomicInteger();

    public Admission(NodeLimits limits) {
        this.limits = limits;
    }

    /// Lets a connection in, or refuses it with 530.
    public void openConnection(User user) {
        int all = connections.incrementAndGet();
        Open own = add(user.name(), 1, 0);
        try {
            require(
                    all,
                    limits.connectionsMax(),
                    "connection refused: node connection limit (%d) is reached");
            UserLimits mine = user.limits();
            require(
                    own.connections(),
                    mine.connectionsMax(),
                    "connection refused for user '%2$s': user connection limit (%1$d) is reached",
                    user.name());
        } catch (AmqpException refused) {
            closeConnection(user.name());
            throw refused;
        }
    }

    public void closeConnection(String user) {
        add(user, -1, 0);
        connections.decrementAndGet();
    }

    /// Lets a channel in, or refuses it with 530, which ends the connection.
    public void openChannel(User user) {
        int all = channels.incrementAndGet();
        Open own = add(user.name(), 0, 1);
        try {
            require(
                    all,
                    limits.channelsMax(),
                    "number of channels opened on this node has reached the maximum allowed limit"
                            + " of (%d)");
            require(
                    own.channels(),
                    user.limits().channelsMax(),
                    "number of channels opened for user '%2$s' has reached the maximum allowed"
                            + " user limit of (%1$d)",
                    user.name());
        } catch (AmqpException refused) {
            closeChannels(user.name(), 1);
            throw refused;
        }
    }

    public void closeChannels(String user, int count) {
        add(user, 0, -count);
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

    /// A user who has nothing open has no line.
    private Open add(String user, int moreConnections, int moreChannels) {
        Open now = byUser.compute(user, (_, known) -> added(known, moreConnections, moreChannels));
        return now == null ? NOTHING : now;
    }

    private static @Nullable Open added(
            @Nullable Open known, int moreConnections, int moreChannels) {
        Open sum = (known == null ? NOTHING : known).plus(moreConnections, moreChannels);
        return sum.equals(NOTHING) ? null : sum;
    }

    private static void require(int count, int max, String text, Object... more) {
        if (max >= 0 && count > max) {
            Object[] values = new Object[more.length + 1];
            values[0] = max;
            System.arraycopy(more, 0, values, 1, more.length);
            throw AmqpException.ofNoMethod(ReplyCode.NOT_ALLOWED, text.formatted(values));
        }
    }
}
