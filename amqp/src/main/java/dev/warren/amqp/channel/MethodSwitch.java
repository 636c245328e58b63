package dev.warren.amqp.channel;

import dev.warren.codec.method.AccessMethod;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.ConfirmMethod;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.ExchangeMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.method.TxMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;

/// Hands each method of a channel to who does it. Only the server's own methods are nobody's: they
/// are refused with 503.
final class MethodSwitch {

    private final AmqpChannel channel;
    private final QueueMethods queues;
    private final ExchangeMethods exchanges;

    MethodSwitch(AmqpChannel channel) {
        this.channel = channel;
        this.queues = channel.queues();
        this.exchanges = new ExchangeMethods(channel);
    }

    void handle(Method method) {
        switch (method) {
            case BasicMethod basic -> handleBasic(basic);
            case QueueMethod queue -> queues.handle(queue);
            case ExchangeMethod exchange -> exchanges.handle(exchange);
            case ConfirmMethod.Select select -> channel.publisher().selectConfirms(select);
            case TxMethod tx -> channel.transactions().handle(tx);
            case ChannelMethod ofChannel -> handleChannel(ofChannel);
            case AccessMethod.Request _ -> channel.send(new AccessMethod.RequestOk(1));
            case ConnectionMethod _, ConfirmMethod.SelectOk _, AccessMethod.RequestOk _ ->
                    throw AmqpChannel.unimplemented();
        }
    }

    private void handleBasic(BasicMethod method) {
        switch (method) {
            case BasicMethod.Qos qos -> channel.consumers().qos(qos);
            case BasicMethod.Consume consume -> channel.consumers().consume(consume);
            case BasicMethod.Cancel cancel -> channel.consumers().cancel(cancel);
            case BasicMethod.Get get -> queues.get(get);
            case BasicMethod.Ack ack ->
                    channel.settlements().ack(ack.deliveryTag(), ack.multiple());
            case BasicMethod.Nack nack -> channel.settlements().nack(nack);
            case BasicMethod.Reject reject -> channel.settlements().reject(reject);
            case BasicMethod.Recover recover ->
                    channel.settlements().recover(recover.requeue(), true);
            case BasicMethod.RecoverAsync recover ->
                    channel.settlements().recover(recover.requeue(), false);
            // Cancelling was our word to the client; its answer asks for nothing.
            case BasicMethod.CancelOk _ -> {}
            case BasicMethod.Publish _,
                    BasicMethod.QosOk _,
                    BasicMethod.ConsumeOk _,
                    BasicMethod.Return _,
                    BasicMethod.Deliver _,
                    BasicMethod.GetOk _,
                    BasicMethod.GetEmpty _,
                    BasicMethod.RecoverOk _ ->
                    throw AmqpChannel.unimplemented();
        }
    }

    private void handleChannel(ChannelMethod method) {
        switch (method) {
            case ChannelMethod.Open _ ->
                    throw new AmqpException(ReplyCode.CHANNEL_ERROR, "second 'channel.open' seen");
            case ChannelMethod.Flow flow when flow.active() ->
                    channel.send(new ChannelMethod.FlowOk(true));
            case ChannelMethod.Flow _ ->
                    throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "active=false");
            case ChannelMethod.Close _ -> channel.closedByClient();
            case ChannelMethod.FlowOk _, ChannelMethod.OpenOk _, ChannelMethod.CloseOk _ ->
                    throw AmqpChannel.unimplemented();
        }
    }
}
