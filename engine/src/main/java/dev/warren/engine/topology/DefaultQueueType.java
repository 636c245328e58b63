package dev.warren.engine.topology;

import org.jspecify.annotations.Nullable;

/// What `queue.declare` means when it does not name a type: the virtual host's default, or else the
/// node's. A pure function.
public final class DefaultQueueType {

    private DefaultQueueType() {}

    /// The declaration with the type that it means.
    ///
    /// A new queue gets the default only where that type can be what was asked for; who asks for an
    /// exclusive queue gets a classic one. Where there is a default, whoever names no type is
    /// content with the type of the queue that is there, because the default may have changed.
    ///
    /// @param nodeDefault as in `x-queue-type`, null for none
    public static TopologyCommand.DeclareQueue resolve(
            TopologyCommand.DeclareQueue wanted,
            @Nullable VirtualHost vhost,
            @Nullable String nodeDefault) {
        String type = vhost == null ? null : vhost.definition().defaultQueueType();
        String meant = type == null ? nodeDefault : type;
        if (vhost == null || meant == null || QueueType.isNamed(wanted.options().arguments())) {
            return wanted;
        }
        QueueDefinition known = vhost.queueOrNull(wanted.queue());
        if (known != null) {
            return known.type().equals(QueueType.CLASSIC)
                    ? wanted
                    : withType(wanted, known.type().name());
        }
        boolean isReplicated =
                meant.equals(QueueType.QUORUM.name()) || meant.equals(QueueType.STREAM.name());
        return isReplicated && canBeReplicated(wanted) ? withType(wanted, meant) : wanted;
    }

    private static boolean canBeReplicated(TopologyCommand.DeclareQueue wanted) {
        QueueOptions options = wanted.options();
        return options.durable()
                && !options.isExclusive()
                && !options.autoDelete()
                && !wanted.isServerNamed();
    }

    private static TopologyCommand.DeclareQueue withType(
            TopologyCommand.DeclareQueue wanted, String type) {
        QueueOptions options = wanted.options();
        return new TopologyCommand.DeclareQueue(
                wanted.vhost(),
                wanted.queue(),
                new QueueOptions(
                        options.durable(),
                        options.autoDelete(),
                        options.owner(),
                        options.arguments()
                                .without(QueueType.ARGUMENT)
                                .with(QueueType.ARGUMENT, type)),
                wanted.isServerNamed());
    }
}
