package dev.warren.engine.broker;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.User;
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
        int allMax = limits.connectionsMax();
        int ownMax = user.limits().connectionsMax();
        if (!isOver(all, allMax) && !isOver(own.connections(), ownMax)) {
            return;
        }
        closeConnection(user.name());
        throw isOver(all, allMax)
                ? AmqpException.of(
                        ReplyCode.NOT_ALLOWED,
                        "connection refused: node connection limit (%d) is reached",
                        allMax)
                : AmqpException.of(
                        ReplyCode.NOT_ALLOWED,
                        "connection refused for user '%s': user connection limit (%d) is reached",
                        user.name(),
                        ownMax);
    }

    public void closeConnection(String user) {
        add(user, -1, 0);
        connections.decrementAndGet();
    }

    /// Lets a channel in, or refuses it with 530, which ends the connection.
    public void openChannel(User user) {
        int all = channels.incrementAndGet();
        Open own = add(user.name(), 0, 1);
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

    private static boolean isOver(int count, int max) {
        return max >= 0 && count > max;
    }
}
