package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ReplyCode;

/// `x-local-random`: one queue of this node by chance. Bound to queues only, without a key, as in
/// RabbitMQ 4.
///
/// A node stands alone today, so every queue is local.
final class LocalRandomType implements ExchangeType {

    @Override
    public String name() {
        return "x-local-random";
    }

    @Override
    public void validate(Binding binding) {
        if (!binding.key().isEmpty()) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "Non empty binding '%s' key not permitted",
                    binding.key());
        }
        if (binding.destination() instanceof Destination.ToExchange) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "Destination not found");
        }
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return OneOfTable.BY_CHANCE;
    }
}
