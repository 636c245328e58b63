package dev.warren.server;

import ch.qos.logback.classic.LoggerContext;
import dev.warren.amqp.AmqpSettings;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.memory.Shortage;
import dev.warren.engine.topology.ClusterName;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.resource.NodeControl;
import dev.warren.server.auth.AuthBackends;
import dev.warren.server.config.LogLevel;
import dev.warren.server.logging.LoggingSetup;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes a node while it runs, for its own command line. Any thread but a lane.
final class NodeRuntime implements NodeControl {

    /// Less than this is nothing: it is asked for to see publishers wait.
    private static final long MEMORY_BYTES_MIN = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);

    private final Broker broker;
    private final AuthBackends backends;
    private final @Nullable DiskFreeWatch disk;
    private final Doors doors;
    private final MemoryBasis basis;
    private final CompletableFuture<ExitCode> ended;
    private final AtomicReference<AmqpSettings> settings;
    private final Maintenance maintenance;

    /// @param disk null where nothing is written
    /// @param ended completed to end the process
    NodeRuntime(
            Broker broker,
            AuthBackends backends,
            @Nullable DiskFreeWatch disk,
            AmqpSettings settings,
            Doors doors,
            MemoryBasis basis,
            CompletableFuture<ExitCode> ended) {
        this.broker = broker;
        this.backends = backends;
        this.disk = disk;
        this.settings = new AtomicReference<>(settings);
        this.doors = doors;
        this.maintenance =
                new Maintenance(doors, this::forgetTransient, Maintenance.GOODBYE_MILLIS_MAX);
        this.basis = basis;
        this.ended = ended;
    }

    @Override
    public boolean isRunning() {
        return doors.areOpen();
    }

    @Override
    public void stop() {
        LOG.info("Warren is asked to stop by its command line");
        ended.complete(ExitCode.OK);
    }

    @Override
    public void stopApp() {
        maintenance.stopApp();
    }

    private void forgetTransient() {
        broker.topology().vhosts().values().forEach(this::forget);
    }

    /// What a restart would not bring back.
    private void forget(VirtualHost vhost) {
        for (QueueDefinition queue : vhost.queues().values()) {
            if (!queue.isDurable()) {
                var handle = broker.queueOrNull(queue);
                if (handle != null) {
                    handle.delete(false, false, "stop_app").toCompletableFuture().join();
                }
            }
        }
        for (Exchange exchange : vhost.exchanges().values()) {
            if (!exchange.definition().durable()) {
                submit(
                        new TopologyCommand.DeleteExchange(
                                vhost.name(), exchange.definition().name(), false));
            }
        }
    }

    private void submit(TopologyCommand command) {
        broker.submit(command, "stop_app").toCompletableFuture().join();
    }

    @Override
    public void startApp() {
        maintenance.startApp();
    }

    @Override
    public void suspendListeners() {
        maintenance.suspend();
    }

    @Override
    public void resumeListeners() {
        maintenance.resume();
    }

    @Override
    public void drain() {
        maintenance.drain();
    }

    @Override
    public void revive() {
        maintenance.revive();
    }

    @Override
    public boolean isDrained() {
        return maintenance.isDrained();
    }

    /// From now on its doors are neither opened nor closed for its command line. Does not wait.
    void beginEnd() {
        maintenance.beginEnd();
    }

    /// Ends links, lets nobody in any more and sends clients away, for good. Waits for them, for a
    /// while.
    void end() {
        maintenance.end();
    }

    @Override
    public void forgetLogins() {
        backends.forget();
    }

    @Override
    public boolean setLogLevel(String level) {
        boolean isKnown =
                Stream.of(LogLevel.values())
                        .anyMatch(known -> known.name().toLowerCase(Locale.ROOT).equals(level));
        if (isKnown && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LoggingSetup.setLevel(context, LogLevel.valueOf(level.toUpperCase(Locale.ROOT)));
        }
        return isKnown;
    }

    @Override
    public int channelMax() {
        return settings.get().negotiated().channelMax();
    }

    @Override
    public void setChannelMax(int count) {
        offer(known -> {
            AmqpSettings.Negotiated negotiated = known.negotiated();
            return known.with(
                    new AmqpSettings.Negotiated(
                            negotiated.frameMaxBytes(), count, negotiated.heartbeatSeconds()));
        });
    }

    /// What connections are told from now on that the node is called. Any thread.
    void rename(String clusterName) {
        offer(known ->
                known.with(known.serverProperties().with(ClusterName.PARAMETER, clusterName)));
    }

    private void offer(UnaryOperator<AmqpSettings> change) {
        doors.offer(settings.updateAndGet(change));
    }

    AmqpSettings settings() {
        return settings.get();
    }

    @Override
    public Set<String> loopbackUsers() {
        return backends.loopbackUsers();
    }

    @Override
    public void setLoopbackUsers(Set<String> names) {
        backends.setLoopbackUsers(names);
    }

    @Override
    public void setMemoryLimit(Bound bound) {
        long bytes = bytes(bound, basis.heap());
        broker.resourceAlarm().setLimitBytes(bytes < MEMORY_BYTES_MIN ? 0 : bytes);
        LOG.info("memory high watermark set to {} bytes", bytes);
    }

    private static long bytes(Bound bound, long all) {
        return switch (bound) {
            case Bound.Share(double fraction) -> (long) (fraction * all);
            case Bound.Bytes(long count) -> count;
        };
    }

    @Override
    public void setAlarm(String resource, boolean isSet) {
        broker.resourceAlarm()
                .set(resource.equals("memory") ? Shortage.MEMORY_SAID : Shortage.DISK_SAID, isSet);
    }

    @Override
    public long diskFreeBytes() {
        return disk == null ? 0 : disk.freeBytes();
    }

    @Override
    public long diskFreeLimitBytes() {
        return disk == null ? 0 : disk.limitBytes();
    }

    @Override
    public void watchDisk(boolean isWatched) {
        if (disk != null) {
            disk.watch(isWatched);
        }
    }

    @Override
    public void setDiskFreeLimit(Bound bound) {
        if (disk != null) {
            disk.setLimitBytes(bytes(bound, basis.machine()));
        }
    }
}
