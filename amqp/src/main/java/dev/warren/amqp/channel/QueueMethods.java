package dev.warren.amqp.channel;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.broker.ReplyConsumers;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.DeliveryCounter;
import dev.warren.engine.traffic.QueueKind;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Class `queue` of one channel, and `basic.get`. Rights are checked here, what a queue is by the
/// topology, what it holds by the queue.
final class QueueMethods {

    private static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";
    private static final Counts GONE = new Counts(0, 0, 0);

    private final AmqpChannel channel;

    /// What an empty queue name means: the queue that this channel declared last.
    private ShortString lastDeclared = ShortString.EMPTY;

    QueueMethods(AmqpChannel channel) {
        this.channel = channel;
    }

    void handle(QueueMethod method) {
        switch (method) {
            case QueueMethod.Declare declare when ReplyConsumers.isReserved(declare.queue()) ->
                    findReplyConsumer(declare);
            case QueueMethod.Declare declare when declare.passive() -> find(declare);
            case QueueMethod.Declare declare -> declare(declare);
            case QueueMethod.Bind bind -> bind(bind);
            case QueueMethod.Unbind unbind -> unbind(unbind);
            case QueueMethod.Purge purge -> purge(purge);
            case QueueMethod.Delete delete -> delete(delete);
            case QueueMethod.DeclareOk _,
                    QueueMethod.BindOk _,
                    QueueMethod.UnbindOk _,
                    QueueMethod.PurgeOk _,
                    QueueMethod.DeleteOk _ ->
                    throw AmqpChannel.unimplemented();
        }
    }

    // --- names ---------------------------------------------------------------------------------

    /// The name as given, or the last declared for an empty one; 404 when there was none.
    ShortString expand(ShortString name) {
        if (!name.isEmpty()) {
            return name;
        }
        if (lastDeclared.isEmpty()) {
            throw new AmqpException(ReplyCode.NOT_FOUND, "no previously declared queue");
        }
        return lastDeclared;
    }

    /// A queue that this connection may use; 404 and 405 as the case may be.
    Queue require(ShortString name) {
        QueueDefinition definition = channel.vhost().requireQueue(name);
        definition.requireAccess(channel.connection().id());
        Queue queue = channel.broker().queueOrNull(definition);
        if (queue == null) {
            throw AmqpException.of(ReplyCode.NOT_FOUND, "no %s", definition.resource());
        }
        return queue;
    }

    Resource resource(ShortString name) {
        return Resource.queue(channel.access().vhost(), name);
    }

    // --- declare -------------------------------------------------------------------------------

    private void find(QueueMethod.Declare declare) {
        ShortString name = declare.queue().withoutLineBreaks();
        channel.access().requireAny(resource(name));
        Queue queue = require(name);
        answerDeclared(queue, declare.noWait(), queue::counts);
    }

    private void declare(QueueMethod.Declare declare) {
        ShortString given = declare.queue().withoutLineBreaks();
        boolean isServerNamed = given.isEmpty();
        ShortString name = isServerNamed ? channel.broker().names().generate("amq.gen-") : given;
        channel.asking(() -> declare(declare, name, isServerNamed));
    }

    private void declare(QueueMethod.Declare declare, ShortString name, boolean isServerNamed) {
        requireDeclaring(name, declare.arguments());
        Long owner = declare.exclusive() ? Long.valueOf(channel.connection().id()) : null;
        TopologyCommand.DeclareQueue command =
                new TopologyCommand.DeclareQueue(
                        channel.access().vhost(),
                        name,
                        new QueueOptions(
                                declare.durable(),
                                declare.autoDelete(),
                                owner,
                                declare.arguments()),
                        isServerNamed);
        channel.await(
                channel.broker().declareQueue(command, channel.userName(), channel.lane()),
                queue -> {
                    channel.counters().add(ChannelCounter.DECLARED, 1);
                    if (declare.exclusive()) {
                        channel.connection().exclusiveQueues().add(queue);
                    }
                    answerDeclared(queue, declare.noWait(), () -> countsOfDeclared(queue));
                });
    }

    /// How a responder asks whether the requester still waits. Nothing is declared, and no right is
    /// needed.
    private void findReplyConsumer(QueueMethod.Declare declare) {
        ShortString name = declare.queue().withoutLineBreaks();
        if (!channel.broker().replyConsumers().exists(name)) {
            throw AmqpException.of(ReplyCode.NOT_FOUND, "no %s", resource(name));
        }
        lastDeclared = name;
        if (!declare.noWait()) {
            channel.send(new QueueMethod.DeclareOk(name, 0, 1));
        }
    }

    private void requireDeclaring(ShortString name, FieldTable arguments) {
        Access access = channel.access();
        access.requireConfigure(resource(name));
        ShortString deadLetters = deadLetterExchangeOrNull(arguments);
        if (deadLetters != null) {
            access.requireRead(resource(name));
            access.requireWrite(Resource.exchange(access.vhost(), deadLetters));
        }
    }

    private static @Nullable ShortString deadLetterExchangeOrNull(FieldTable arguments) {
        return arguments.get(DEAD_LETTER_EXCHANGE) instanceof FieldValue.LongText(Bytes name)
                        && name.length() <= ShortString.LENGTH_MAX
                ? ShortString.copyOf(name.array(), 0, name.length())
                : null;
    }

    /// One that lives briefly may have gone already: it was declared all the same (RabbitMQ).
    private static CompletionStage<Counts> countsOfDeclared(Queue queue) {
        return queue.counts()
                .exceptionally(failure -> {
                    if (queue.isDeleted()) {
                        return GONE;
                    }
                    throw new CompletionException(failure);
                });
    }

    private void answerDeclared(
            Queue queue, boolean noWait, Supplier<CompletionStage<Counts>> asked) {
        ShortString name = queue.identity().name();
        lastDeclared = name;
        if (noWait) {
            queue.use();
            return;
        }
        channel.await(
                asked.get(),
                counts ->
                        channel.send(
                                new QueueMethod.DeclareOk(
                                        name, counts.ready(), counts.consumers())));
    }

    // --- bind ----------------------------------------------------------------------------------

    private void bind(QueueMethod.Bind bind) {
        ShortString queue = expand(bind.queue());
        ShortString key = expandKey(bind.queue(), bind.routingKey(), queue);
        requireBinding(queue, bind.exchange(), key);
        submit(
                new TopologyCommand.BindQueue(
                        channel.access().vhost(),
                        queue,
                        bind.exchange(),
                        key,
                        bind.arguments(),
                        channel.connection().id()),
                bind.noWait(),
                new QueueMethod.BindOk());
    }

    private void unbind(QueueMethod.Unbind unbind) {
        ShortString queue = expand(unbind.queue());
        ShortString key = expandKey(unbind.queue(), unbind.routingKey(), queue);
        requireBinding(queue, unbind.exchange(), key);
        submit(
                new TopologyCommand.UnbindQueue(
                        channel.access().vhost(),
                        queue,
                        unbind.exchange(),
                        key,
                        unbind.arguments(),
                        channel.connection().id()),
                false,
                new QueueMethod.UnbindOk());
    }

    /// Without a queue name and a key, the key is the name of the queue that was meant (AMQP 0-9-1
    /// §1.7.2.3).
    private static ShortString expandKey(ShortString given, ShortString key, ShortString queue) {
        return given.isEmpty() && key.isEmpty() ? queue : key;
    }

    private void requireBinding(ShortString queue, ShortString exchange, ShortString key) {
        Access access = channel.access();
        access.requireWrite(resource(queue));
        channel.requireBindingFrom(exchange, key);
        if (ReplyConsumers.isAddress(queue)) {
            throw new AmqpException(
                    ReplyCode.ACCESS_REFUSED,
                    "cannot bind or unbind to a volatile (direct reply-to) queue");
        }
    }

    private void submit(TopologyCommand command, boolean noWait, Method ok) {
        channel.await(
                channel.broker().metadata().submit(command, channel.userName()),
                _ -> {
                    if (!noWait) {
                        channel.send(ok);
                    }
                });
    }

    // --- purge, delete, get --------------------------------------------------------------------

    private void purge(QueueMethod.Purge purge) {
        ShortString name = expand(purge.queue());
        channel.access().requireRead(resource(name));
        channel.await(
                require(name).purge(),
                count -> {
                    if (!purge.noWait()) {
                        channel.send(new QueueMethod.PurgeOk(count));
                    }
                });
    }

    private void delete(QueueMethod.Delete delete) {
        ShortString name = expand(delete.queue());
        channel.access().requireConfigure(resource(name));
        if (channel.vhost().queueOrNull(name) == null) {
            answerDeleted(0, delete.noWait());
            return;
        }
        channel.await(
                require(name).delete(delete.ifUnused(), delete.ifEmpty(), channel.userName()),
                count -> answerDeleted(count, delete.noWait()));
    }

    private void answerDeleted(long count, boolean noWait) {
        if (!noWait) {
            channel.send(new QueueMethod.DeleteOk(count));
        }
    }

    void get(BasicMethod.Get get) {
        ShortString name = expand(get.queue());
        channel.access().requireRead(resource(name));
        Queue queue = require(name);
        channel.engage(queue);
        channel.await(
                queue.get(channel.session(), get.noAck(), channel.takeBacks()),
                got -> {
                    channel.disengage(queue);
                    answerGot(queue, got, get.noAck());
                });
    }

    private void count(QueueKind kind, @Nullable Got got, boolean noAck) {
        DeliveryCounter how =
                got == null
                        ? DeliveryCounter.GOT_EMPTY
                        : noAck ? DeliveryCounter.GOT_AUTO : DeliveryCounter.GOT_MANUAL;
        channel.counters().add(how, kind, 1);
        if (got != null && got.redelivered()) {
            channel.counters().add(DeliveryCounter.REDELIVERED, kind, 1);
        }
    }

    private void answerGot(Queue queue, @Nullable Got got, boolean noAck) {
        count(queue.kind(), got, noAck);
        if (got == null) {
            channel.send(new BasicMethod.GetEmpty());
            return;
        }
        long tag = channel.deliveries().nextTag();
        if (!noAck) {
            channel.unacked().add(tag, queue, got.sequence(), false);
        }
        channel.send(
                new BasicMethod.GetOk(
                        tag,
                        got.redelivered(),
                        got.message().exchange(),
                        got.message().routingKey(),
                        got.readyLeft()));
        channel.sendContent(got.message());
        channel.trace().delivered(queue, got.message(), got.redelivered());
        ChannelSpans spans = channel.spansOrNull();
        if (spans != null) {
            spans.delivered(queue, got.message(), tag, got.redelivered(), noAck);
        }
    }
}
