package dev.warren.engine.exchange;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/// The weight that a binding key of a consistent hash exchange stands for: a whole number above
/// zero.
final class HashWeight {

    private static final int WEIGHT_MAX = Integer.MAX_VALUE;

    private HashWeight() {}

    /// 406 when the key is no such number (a sign and leading zeros are taken).
    static int of(ShortString key) {
        if (!isInteger(key.array())) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "The binding key must be an integer: %s",
                    FieldText.term(new LongText(Bytes.copyOf(key.array()))));
        }
        BigInteger weight = new BigInteger(key.toString());
        if (weight.signum() <= 0) {
            throw new AmqpException(
                    ReplyCode.PRECONDITION_FAILED, "The binding key must be greater than 0");
        }
        if (weight.compareTo(BigInteger.valueOf(WEIGHT_MAX)) > 0) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "The binding key must not be greater than %d",
                    WEIGHT_MAX);
        }
        return weight.intValue();
    }

    private static boolean isInteger(byte[] text) {
        int first = text.length > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
        for (int i = first; i < text.length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return text.length > first;
    }

    /// The smallest weight of each destination.
    static Map<Destination, Integer> ofAll(Map<Destination, BindingSet> byDestination) {
        Map<Destination, Integer> weights = new HashMap<>();
        byDestination.forEach((destination, set) ->
                set.bindings().forEach(b -> weights.merge(destination, of(b.key()), Math::min)));
        return weights;
    }
}
