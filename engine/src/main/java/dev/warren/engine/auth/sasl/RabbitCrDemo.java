package dev.warren.engine.auth.sasl;

import dev.warren.codec.value.Bytes;

/// `RABBIT-CR-DEMO`: user first, then a challenge and `My password is ...`. There to test
/// challenges with.
public final class RabbitCrDemo implements SaslMechanism {

    static final String NAME = "RABBIT-CR-DEMO";

    private static final Bytes QUESTION = Bytes.of("Please tell me your password");
    private static final Bytes ANSWER_PREFIX = Bytes.of("My password is ");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SaslStep step(Bytes user) {
        return new SaslStep.Challenge(QUESTION, answer -> passwordStep(user.toString(), answer));
    }

    private static SaslStep passwordStep(String user, Bytes answer) {
        int prefix = ANSWER_PREFIX.length();
        int length = answer.length() - prefix;
        if (length < 0 || !Bytes.copyOf(answer.array(), 0, prefix).equals(ANSWER_PREFIX)) {
            return new SaslStep.Malformed("Invalid response '" + answer + "'");
        }
        return new SaslStep.Attempt(user, Bytes.copyOf(answer.array(), prefix, length));
    }
}
