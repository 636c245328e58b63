package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;

/// What AMQP and RabbitMQ ask of declaring and deleting queues.
final class QueueRules {

    private static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";
    private static final String SEGMENT_BYTES = "x-stream-max-segment-size-bytes";
    private static final long SEGMENT_BYTES_MAX = 3_000_000_000L;

    private QueueRules() {}

    static void declare(
            VhostDraft draft, TopologyCommand.DeclareQueue wanted, QueueNumbers numbers) {
        if (!wanted.isServerNamed()) {
            ReservedNames.requireFree("queue", wanted.queue());
        }
        QueueDefinition known = draft.vhost().queueOrNull(wanted.queue());
        if (known == null) {
            requireRoom(draft.vhost(), wanted);
            requireValid(wanted);
            long id = numbers.next(wanted.options().durable());
            draft.create(new QueueDefinition(id, wanted.vhost(), wanted.queue(), wanted.options()));
        } else {
            requireEquivalent(wanted.options(), known);
        }
    }

    private static void requireRoom(VirtualHost vhost, TopologyCommand.DeclareQueue wanted) {
        Long max = vhost.limits().queuesMax();
        if (max != null && vhost.queues().size() >= max) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "cannot declare queue '%s': queue limit in vhost '%s' (%d) is reached",
                    wanted.queue(),
                    vhost.name(),
                    max);
        }
    }

    private static void requireValid(TopologyCommand.DeclareQueue wanted) {
        Resource resource = Resource.queue(wanted.vhost(), wanted.queue());
        QueueOptions options = wanted.options();
        QueueType type = QueueType.namedOrNull(options.arguments());
        boolean isReplicated = type != null && type.isReplicated();
        if (wanted.isServerNamed() && type != null && isReplicated) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "Cannot declare a server-named queue for type %s",
                    type.module());
        }
        requireText(options, resource);
        QueueType.requireValid(resource, options.arguments());
        if (isReplicated) {
            requireReplicable(options, resource);
        }
        if (QueueType.STREAM.equals(type)) {
            requireSegments(options.arguments());
        }
    }

    /// RabbitMQ looks at this after everything else.
    private static void requireSegments(FieldTable arguments) {
        FieldValue value = arguments.get(SEGMENT_BYTES);
        Long bytes = value == null ? null : FieldComparison.integerOf(value);
        if (bytes != null && bytes > SEGMENT_BYTES_MAX) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED, "Exceeded max value for %s", SEGMENT_BYTES);
        }
    }

    private static void requireReplicable(QueueOptions options, Resource resource) {
        refuseProperty(options.autoDelete(), "auto-delete", resource);
        refuseProperty(options.isExclusive(), "exclusive-owner", resource);
        refuseProperty(!options.durable(), "non-durable", resource);
    }

    private static void refuseProperty(boolean isThere, String property, Resource resource) {
        if (isThere) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid property '%s' for %s",
                    property,
                    resource);
        }
    }

    private static void requireText(QueueOptions options, Resource resource) {
        FieldValue value = options.arguments().get(DEAD_LETTER_EXCHANGE);
        if (value != null && !(value instanceof LongText)) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid type '%s' for arg '%s' in %s",
                    FieldText.type(value),
                    DEAD_LETTER_EXCHANGE,
                    resource);
        }
    }

    /// Arguments that the type does not know are not compared.
    private static void requireEquivalent(QueueOptions wanted, QueueDefinition known) {
        known.requireSameOwner(wanted.owner());
        Equivalence equivalence = new Equivalence(known.resource());
        equivalence.require("durable", wanted.durable(), known.isDurable());
        equivalence.require("auto_delete", wanted.autoDelete(), known.isAutoDelete());
        QueueType.requireSameType(equivalence, wanted.arguments(), known.arguments());
        for (QueueArgument argument : known.type().arguments()) {
            equivalence.require(argument.name(), wanted.arguments(), known.arguments());
        }
    }

    static void delete(VhostDraft draft, TopologyCommand.DeleteQueue command) {
        QueueDefinition queue = draft.vhost().queueOrNull(command.queue());
        if (queue != null && queue.id() == command.id()) {
            draft.delete(queue);
        }
    }
}
