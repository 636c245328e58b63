package dev.warren.engine.transfer;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dead letter on its way: routed by its exchange when it leaves, as a publish would be.
///
/// An exchange that is missing leads nowhere. Queues to which it would go round in a circle are
/// left out.
final class DeadLetterParcel implements Parcel {

    private final TransferContext context;
    private final Queue from;
    private final Death death;
    private final ShortString exchange;
    private final @Nullable ShortString key;
    private final java.util.function.Consumer<QueueDefinition> onCircle;
    private @Nullable Message letter;

    DeadLetterParcel(
            TransferContext context,
            Queue from,
            Death death,
            ShortString exchange,
            @Nullable ShortString key,
            java.util.function.Consumer<QueueDefinition> onCircle) {
        this.context = context;
        this.from = from;
        this.death = death;
        this.exchange = exchange;
        this.key = key;
        this.onCircle = onCircle;
    }

    @Override
    public Message original() {
        return death.message();
    }

    @Override
    public Message content() {
        Message known = letter;
        if (known == null) {
            known = DeadLetter.of(death, exchange, key);
            letter = known;
        }
        return known;
    }

    @Override
    public List<Queue> targets() {
        VirtualHost vhost = context.topology().get().vhostOrNull(from.identity().vhost());
        Exchange through = vhost == null ? null : vhost.exchangeOrNull(exchange);
        if (vhost == null || through == null) {
            return List.of();
        }
        Message message = content();
        List<Queue> found = new ArrayList<>();
        for (QueueDefinition definition :
                Router.route(vhost, through, ExtraKeys.withOwn(message), message::headers)
                        .queues()) {
            if (isCircle(message, definition)) {
                onCircle.accept(definition);
            } else {
                add(definition, found);
            }
        }
        return found;
    }

    private boolean isCircle(Message message, QueueDefinition to) {
        return death.reason() != DeathReason.REJECTED
                && DeathHistory.of(message).isCircleTo(Death.text(to.name()));
    }

    private void add(QueueDefinition definition, List<Queue> found) {
        Queue queue = context.queues().apply(definition);
        if (queue != null) {
            found.add(queue);
        }
    }
}
