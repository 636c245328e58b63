package dev.warren.engine.transfer;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
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
    private final java.util.function.Consumer<Queue> onCircle;
    private @Nullable Message letter;

    DeadLetterParcel(
            TransferContext context,
            Queue from,
            Death death,
            ShortString exchange,
            @Nullable ShortString key,
            java.util.function.Consumer<Queue> onCircle) {
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
        Message message = content();
        List<Queue> reached =
                context.routing()
                        .queues(
                                from.identity().vhost(),
                                exchange,
                                ExtraKeys.withOwn(message),
                                message);
        if (death.reason() == DeathReason.REJECTED) {
            return reached;
        }
        DeathHistory history = DeathHistory.of(message);
        List<Queue> found = new ArrayList<>(reached.size());
        for (Queue queue : reached) {
            if (history.isCircleTo(Death.text(queue.identity().name()))) {
                onCircle.accept(queue);
            } else {
                found.add(queue);
            }
        }
        return found;
    }
}
