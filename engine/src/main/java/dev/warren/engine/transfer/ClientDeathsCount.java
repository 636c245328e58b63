package dev.warren.engine.transfer;

import dev.warren.engine.message.Interceptor;
import dev.warren.engine.message.Marks;
import dev.warren.engine.message.Message;

/// Takes the `x-death` header of a message that comes in for its history, as RabbitMQ did before
/// 4.0: a message that clients publish again goes on counting. Looks at the headers of each
/// message.
public final class ClientDeathsCount implements Interceptor {

    @Override
    public Message intercept(Message published) {
        return published.headers().has(DeathHistory.HEADER)
                ? new Message(
                        published.exchange(),
                        published.routingKey(),
                        published.content(),
                        published.headerLength(),
                        new Marks(true, published.marks().blindKeys()))
                : published;
    }
}
