package dev.warren.amqp.channel;

import dev.warren.codec.method.ExchangeMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.TopologyCommand;

/// Class `exchange` of one channel: rights are checked here, everything else is decided by the
/// topology.
final class ExchangeMethods {

    private final AmqpChannel channel;

    ExchangeMethods(AmqpChannel channel) {
        this.channel = channel;
    }

    void handle(ExchangeMethod method) {
        switch (method) {
            case ExchangeMethod.Declare declare when declare.passive() -> find(declare);
            case ExchangeMethod.Declare declare -> declare(declare);
            case ExchangeMethod.Delete delete -> delete(delete);
            case ExchangeMethod.Bind bind -> bind(bind);
            case ExchangeMethod.Unbind unbind -> unbind(unbind);
            case ExchangeMethod.DeclareOk _,
                    ExchangeMethod.DeleteOk _,
                    ExchangeMethod.BindOk _,
                    ExchangeMethod.UnbindOk _ ->
                    throw AmqpChannel.unimplemented();
        }
    }

    private void find(ExchangeMethod.Declare declare) {
        ShortString name = declare.exchange().withoutLineBreaks();
        if (name.isEmpty()) {
            throw new AmqpException(
                    ReplyCode.ACCESS_REFUSED, "operation not permitted on the default exchange");
        }
        channel.access().requireAny(exchange(name));
        channel.vhost().requireExchange(name);
        answer(declare.noWait(), new ExchangeMethod.DeclareOk());
    }

    private void declare(ExchangeMethod.Declare declare) {
        Access access = channel.access();
        ShortString name = declare.exchange().withoutLineBreaks();
        ExchangeDefinition definition =
                new ExchangeDefinition(
                        name,
                        declare.type().toString(),
                        declare.durable(),
                        declare.autoDelete(),
                        declare.internal(),
                        declare.arguments());
        access.requireConfigure(exchange(name));
        ShortString alternate = definition.alternateExchangeOrNull();
        if (alternate != null) {
            access.requireRead(exchange(name));
            access.requireWrite(exchange(alternate));
        }
        submit(
                new TopologyCommand.DeclareExchange(access.vhost(), definition),
                declare.noWait(),
                new ExchangeMethod.DeclareOk());
    }

    private void delete(ExchangeMethod.Delete delete) {
        Access access = channel.access();
        access.requireConfigure(exchange(delete.exchange()));
        submit(
                new TopologyCommand.DeleteExchange(
                        access.vhost(), delete.exchange(), delete.ifUnused()),
                delete.noWait(),
                new ExchangeMethod.DeleteOk());
    }

    private void bind(ExchangeMethod.Bind bind) {
        requireBinding(bind.destination(), bind.source(), bind.routingKey());
        submit(
                new TopologyCommand.BindExchange(
                        channel.access().vhost(),
                        bind.destination(),
                        bind.source(),
                        bind.routingKey(),
                        bind.arguments()),
                bind.noWait(),
                new ExchangeMethod.BindOk());
    }

    private void unbind(ExchangeMethod.Unbind unbind) {
        requireBinding(unbind.destination(), unbind.source(), unbind.routingKey());
        submit(
                new TopologyCommand.UnbindExchange(
                        channel.access().vhost(),
                        unbind.destination(),
                        unbind.source(),
                        unbind.routingKey(),
                        unbind.arguments()),
                unbind.noWait(),
                new ExchangeMethod.UnbindOk());
    }

    private void requireBinding(ShortString destination, ShortString source, ShortString key) {
        channel.access().requireWrite(exchange(destination));
        channel.requireBindingFrom(source, key);
    }

    private void submit(TopologyCommand command, boolean noWait, Method ok) {
        channel.await(
                channel.broker().metadata().submit(command, channel.userName()),
                _ -> answer(noWait, ok));
    }

    private void answer(boolean noWait, Method ok) {
        if (!noWait) {
            channel.send(ok);
        }
    }

    private Resource exchange(ShortString name) {
        return Resource.exchange(channel.access().vhost(), name);
    }
}
