package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import org.jspecify.annotations.Nullable;

/// `x-recent-history`: routes as a fanout does, and gives a new binding the last messages that came
/// before it.
///
/// Only how many stands here. Who keeps and replays them is the broker: a table is a value and
/// holds no messages.
final class RecentHistoryType implements ExchangeType {

    private static final String LENGTH = "x-recent-history-length";
    private static final int LENGTH_DEFAULT = 20;

    @Override
    public String name() {
        return "x-recent-history";
    }

    @Override
    public void validate(FieldTable exchangeArguments) {
        lengthOf(exchangeArguments);
    }

    @Override
    public BindingTable emptyTable(FieldTable exchangeArguments) {
        return EveryoneTable.empty(lengthOf(exchangeArguments));
    }

    private static int lengthOf(FieldTable arguments) {
        FieldValue value = arguments.get(LENGTH);
        if (value == null) {
            return LENGTH_DEFAULT;
        }
        @Nullable Long length = FieldComparison.integerOf(value);
        if (length == null || length <= 0) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "Invalid argument %s, '%s' must be a positive integer",
                    FieldText.term(value),
                    LENGTH);
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }
}
