package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Resource;
import org.jspecify.annotations.Nullable;

/// A queue as it was declared, and the number of this incarnation.
///
/// The number is never used again ([QueueNumbers]): a queue that is deleted and declared anew is
/// another queue.
public record QueueDefinition(long id, String vhost, ShortString name, QueueOptions options) {

    public boolean isDurable() {
        return options.durable();
    }

    public boolean isAutoDelete() {
        return options.autoDelete();
    }

    public boolean isExclusive() {
        return options.isExclusive();
    }

    /// The connection that owns an exclusive queue.
    public @Nullable Long ownerOrNull() {
        return options.owner();
    }

    public FieldTable arguments() {
        return options.arguments();
    }

    public QueueType type() {
        return QueueType.of(options.arguments());
    }

    public Resource resource() {
        return Resource.queue(vhost, name);
    }

    /// Refuses with 405 everyone but the owner of an exclusive queue; null is somebody without a
    /// connection.
    public void requireAccess(@Nullable Long connection) {
        Long owner = options.owner();
        if (owner != null && !owner.equals(connection)) {
            throw locked();
        }
    }

    /// The same for a declaration, which must say `exclusive` for the owner's queue, and must not
    /// for one without.
    void requireSameOwner(@Nullable Long declaredOwner) {
        requireAccess(declaredOwner);
        if (!isExclusive() && declaredOwner != null) {
            throw locked();
        }
    }

    private AmqpException locked() {
        return AmqpException.of(
                ReplyCode.RESOURCE_LOCKED,
                "cannot obtain exclusive access to locked %s. It could be originally declared on"
                        + " another connection or the exclusive property value does not match that"
                        + " of the original declaration.",
                resource());
    }
}
