package dev.warren.codec.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MethodRoundTripTest {

    private static final int SEEDS = 200;

    @Test
    void everyMethodOfTheProtocolHasARecord() {
        assertThat(RandomMethods.TYPES).hasSize(66);
    }

    @Test
    void everyMethodSurvivesTheRoundTrip() {
        Stream<Method> methods =
                IntStream.range(0, SEEDS)
                        .mapToObj(seed -> new RandomMethods(new SplittableRandom(seed)))
                        .flatMap(RandomMethods::each);

        assertThat(methods).allSatisfy(MethodRoundTripTest::survivesTheRoundTrip);
    }

    private static void survivesTheRoundTrip(Method method) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        try {
            buffer.writeZero(3);
            MethodWriter.write(method, buffer);
            int length = buffer.writerIndex() - 3;
            buffer.writeZero(5);

            assertThat(MethodReader.read(buffer, 3, length)).isEqualTo(method);
            assertThat(buffer.readerIndex()).isZero();
        } finally {
            buffer.release();
        }
    }
}
