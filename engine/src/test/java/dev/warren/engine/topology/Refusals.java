package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.AmqpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Says what a client would read when it is refused.
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(ThrowingCallable call, int code, String text) {
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(call)
                .withMessage(text)
                .returns(code, refusal -> refusal.code().code());
    }
}
