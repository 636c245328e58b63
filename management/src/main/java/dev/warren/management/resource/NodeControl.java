package dev.warren.management.resource;

import java.util.Set;

/// What can be changed about a node while it runs. Nothing of it outlives the process. Any thread
/// but a lane.
public interface NodeControl {

    /// A bound: a share of what there is (1.0 is all of it), or bytes.
    sealed interface Bound {
        record Share(double fraction) implements Bound {}

        record Bytes(long count) implements Bound {}
    }

    /// The node does not do it, as it is just now. The message says why, for people.
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Refused(String why) {
            super(why, null, false, false);
        }
    }

    /// Whether clients are let in.
    boolean isRunning();

    /// Ends the process, soon after this has returned.
    void stop();

    /// Sends clients away and lets none in; what was transient is gone. The HTTP API stays. Throws
    /// [Refused] when the node is stopping, as all do that follow.
    void stopApp();

    /// Lets clients in again. Throws [Refused] when a port is no longer free; then nothing has been
    /// opened.
    void startApp();

    /// Lets no more clients in; who is there stays. Throws [Refused] while the node is stopped for
    /// clients.
    void suspendListeners();

    /// Lets clients in again. Throws [Refused] while the node is stopped for them, and when a port
    /// is no longer free; then nothing has been opened.
    void resumeListeners();

    /// Lets no more clients in and sends away who is there, as before maintenance. Returns when
    /// they have gone, or have had their time. Throws [Refused] while the node is stopped for
    /// clients.
    void drain();

    /// Lets clients in again after [#drain], and throws as [#resumeListeners] does: then the node
    /// is still under maintenance.
    void revive();

    /// Whether the node is under maintenance: from [#drain] on until [#revive] or a start.
    boolean isDrained();

    /// Back ends for logins are asked anew: what was remembered of their answers goes.
    void forgetLogins();

    /// What is logged from now on. False for a level that there is not.
    ///
    /// @param level one of RabbitMQ's: `debug`
    boolean setLogLevel(String level);

    int channelMax();

    /// Offered to connections that come from now on. Zero is no limit.
    void setChannelMax(int count);

    Set<String> loopbackUsers();

    /// Who may log in from this machine only, from now on.
    void setLoopbackUsers(Set<String> names);

    /// From which on publishers wait.
    void setMemoryLimit(Bound bound);

    /// Says that a resource (`memory`, `disk`) is short, whatever is measured, or takes it back.
    void setAlarm(String resource, boolean isSet);

    /// 0 where nothing is written.
    long diskFreeBytes();

    long diskFreeLimitBytes();

    /// Whether publishers are held when the disk is short, from now on.
    void watchDisk(boolean isWatched);

    void setDiskFreeLimit(Bound bound);
}
