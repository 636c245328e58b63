package dev.warren.engine.auth.sasl;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldTableDecoder;
import dev.warren.codec.value.FieldValue.LongText;

/// `AMQPLAIN`: a field table without its length, with `LOGIN` and `PASSWORD`.
public final class AmqPlain implements SaslMechanism {

    static final String NAME = "AMQPLAIN";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SaslStep step(Bytes response) {
        FieldTable table;
        try {
            table = FieldTableDecoder.decode(response.array(), 0, response.length());
        } catch (AmqpException ignoredWeSayItInOurWords) {
            return new SaslStep.Malformed("AMQPLAIN auth info is not a field table");
        }
        if (table.get("LOGIN") instanceof LongText login
                && table.get("PASSWORD") instanceof LongText password) {
            return new SaslStep.Attempt(login.text(), password.value());
        }
        return new SaslStep.Malformed("AMQPLAIN auth info is missing LOGIN or PASSWORD field");
    }
}
