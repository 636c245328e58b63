package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.exchange.ExchangeType;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.exchange.FieldText;

/// What AMQP and RabbitMQ ask of declaring and deleting exchanges.
final class ExchangeRules {

    private ExchangeRules() {}

    static void declare(VhostDraft draft, ExchangeDefinition wanted, QueueNumbers numbers) {
        ExchangeType type = ExchangeTypes.require(wanted.type());
        ReservedNames.requireNotDefaultExchange(wanted.name());
        Resource resource = Resource.exchange(draft.vhost().name(), wanted.name());
        Exchange known = draft.vhost().exchangeOrNull(wanted.name());
        if (known == null) {
            ReservedNames.requireFree("exchange", wanted.name());
            requireText(wanted, resource);
            type.validate(wanted.arguments());
            ExchangeGuard.requireValid(resource, wanted.arguments());
            draft.create(wanted.withHolding(type.delays() ? numbers.next(wanted.durable()) : 0));
        } else {
            requireEquivalent(resource, wanted, known.definition());
        }
    }

    static void predeclare(VhostDraft draft, ExchangeDefinition definition) {
        if (draft.vhost().exchangeOrNull(definition.name()) == null) {
            draft.create(definition);
        }
    }

    private static void requireText(ExchangeDefinition wanted, Resource resource) {
        FieldValue value = wanted.arguments().get(ExchangeDefinition.ALTERNATE_EXCHANGE);
        if (value != null && !(value instanceof LongText)) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid type '%s' for arg '%s' in %s",
                    FieldText.type(value),
                    ExchangeDefinition.ALTERNATE_EXCHANGE,
                    resource);
        }
    }

    private static void requireEquivalent(
            Resource resource, ExchangeDefinition wanted, ExchangeDefinition known) {
        Equivalence equivalence = new Equivalence(resource);
        equivalence.require("type", wanted.type(), known.type());
        equivalence.require("durable", wanted.durable(), known.durable());
        equivalence.require("auto_delete", wanted.autoDelete(), known.autoDelete());
        equivalence.require("internal", wanted.internal(), known.internal());
        equivalence.require(
                ExchangeDefinition.ALTERNATE_EXCHANGE, wanted.arguments(), known.arguments());
    }

    static void delete(VhostDraft draft, TopologyCommand.DeleteExchange command) {
        ReservedNames.requireNotDefaultExchange(command.exchange());
        Resource resource = Resource.exchange(command.vhost(), command.exchange());
        if (command.exchange().startsWith(ReservedNames.PREFIX)) {
            throw AmqpException.of(
                    ReplyCode.ACCESS_REFUSED, "deletion of system %s not allowed", resource);
        }
        Exchange exchange = draft.vhost().exchangeOrNull(command.exchange());
        if (exchange == null) {
            return;
        }
        if (command.ifUnused() && !exchange.bindings().isEmpty()) {
            throw AmqpException.of(ReplyCode.PRECONDITION_FAILED, "%s in use", resource);
        }
        draft.delete(exchange);
    }
}
