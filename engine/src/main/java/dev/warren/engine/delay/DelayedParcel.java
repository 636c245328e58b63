package dev.warren.engine.delay;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Delay;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.transfer.Parcel;
import dev.warren.engine.transfer.TransferRouting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that has waited, on its way through its exchange: with its delay negated, and
/// everything else as it was published.
final class DelayedParcel implements Parcel {

    private final TransferRouting routing;
    private final String vhost;
    private final DeadLettering where;
    private final Message waited;
    private @Nullable Message content;

    DelayedParcel(TransferRouting routing, String vhost, DeadLettering where, Message waited) {
        this.routing = routing;
        this.vhost = vhost;
        this.where = where;
        this.waited = waited;
    }

    @Override
    public Message original() {
        return waited;
    }

    @Override
    public Message content() {
        Message known = content;
        if (known == null) {
            known =
                    waited.rewritten(
                            waited.exchange(),
                            waited.routingKey(),
                            waited.properties().withHeaders(Delay.over(waited.headers())),
                            waited.marks());
            content = known;
        }
        return known;
    }

    @Override
    public List<Queue> targets() {
        ShortString exchange = where.exchange();
        return exchange == null
                ? List.of()
                : routing.queues(vhost, exchange, ExtraKeys.withOwn(waited), content());
    }
}
