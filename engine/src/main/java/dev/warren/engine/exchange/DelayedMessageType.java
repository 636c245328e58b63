package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;

/// `x-delayed-message`: messages that say so wait, and are then routed as by another type, which
/// the argument `x-delayed-type` names.
///
/// Only how it routes stands here. That messages wait, and where, is the business of the room
/// `delay`: a table is a value and holds no messages.
final class DelayedMessageType implements ExchangeType {

    private static final String INNER = "x-delayed-type";

    @Override
    public String name() {
        return "x-delayed-message";
    }

    @Override
    public boolean delays() {
        return true;
    }

    @Override
    public void validate(FieldTable exchangeArguments) {
        routesAs(exchangeArguments).validate(exchangeArguments);
    }

    @Override
    public ExchangeType routesAs(FieldTable exchangeArguments) {
        FieldValue value = exchangeArguments.get(INNER);
        if (!(value instanceof LongText text)) {
            throw refused("'%s' must be an existing exchange type");
        }
        if (text.text().equals(name())) {
            throw refused("'" + name() + "' can't be used for '%s'");
        }
        return ExchangeTypes.require(text.text());
    }

    private static AmqpException refused(String why) {
        return AmqpException.of(ReplyCode.PRECONDITION_FAILED, "Invalid argument, " + why, INNER);
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return routesAs(exchangeArguments).emptyTable(exchangeArguments);
    }
}
