package dev.warren.engine.queue;

/// The credit of a channel with a channel-wide prefetch, owned by the channel's lane; queues on any
/// lane ask for it.
///
/// ```
///  queue (its lane)                          channel (its lane)
///    has messages, no grant   request  --->   room? if not, it waits in line
///    delivers up to n         <---  Queue.grant(consumer, this, n)   n counts as used from here on
///    has no use for the rest  giveBack --->   room again: serves the next in line
/// ```
///
/// The channel counts what it has granted and what is unacked at its clients. A delivery turns one
/// granted into one unacked, a settlement frees it. For a consumer that takes without
/// acknowledging, the channel grants while it has room and counts nothing: a full channel stops it,
/// its deliveries fill no channel.
///
/// The methods are called on the queue's lane and go to the channel's own; neither side ever waits.
public interface ChannelCredit {

    /// For channels without a limit: its consumers need no grants, and it is never asked.
    ChannelCredit NONE =
            new ChannelCredit() {
                @Override
                public boolean isLimited() {
                    return false;
                }

                @Override
                public void request(Consumer consumer) {}

                @Override
                public void giveBack(Consumer consumer, int deliveries) {}
            };

    /// Whether consumers need grants.
    default boolean isLimited() {
        return true;
    }

    /// The queue has a message for the consumer and no grant.
    ///
    /// It is answered by one [Queue#grant] of one or more deliveries, at once or when there is
    /// room. The queue does not ask again before that. When the consumer leaves, the channel
    /// forgets the request by itself; a grant that crosses it on the way is given back.
    void request(Consumer consumer);

    /// So many granted deliveries are not going to be used: the queue ran empty, or the consumer
    /// cannot take them or has left.
    void giveBack(Consumer consumer, int deliveries);
}
