package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes names for what clients leave the server to name: queues and consumers. Any thread, if the
/// generator allows it.
public final class NameGenerator {

    private static final int RANDOM_BYTES = 16;

    private final RandomGenerator random;

    public NameGenerator(RandomGenerator random) {
        this.random = random;
    }

    /// `amq.gen-` and 22 signs, as RabbitMQ's look.
    public ShortString generate(String prefix) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return ShortString.of(
                prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// A fast generator for one owner, which begins at a number of this one.
    RandomGenerator newRandom() {
        return new SplittableRandom(random.nextLong());
    }
}
