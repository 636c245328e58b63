package dev.warren.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.time.FakeClock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StampingInterceptorTest {

    private final FakeClock clock = new FakeClock();

    @Test
    void timeIsWrittenInHeaderAndProperty() {
        Message stamped = StampingInterceptor.timestamp(clock, false).intercept(message(null));

        assertThat(stamped.headers().get("timestamp_in_ms"))
                .isEqualTo(new FieldValue.Int64(clock.wallMillis()));
        assertThat(stamped.properties().timestamp()).isEqualTo(clock.wallMillis() / 1000);
        assertThat(stamped.bodyLength()).isEqualTo(3);
    }

    @Test
    void whatStandsThereStaysUnlessItIsOverwritten() {
        FieldTable own = FieldTable.EMPTY.with("x-routed-by", "elsewhere").with("a", "b");

        Message kept = StampingInterceptor.routingNode("here", false).intercept(message(own));
        Message stamped = StampingInterceptor.routingNode("here", true).intercept(message(own));

        assertThat(kept.headers()).isEqualTo(own);
        assertThat(stamped.headers().get("x-routed-by")).isEqualTo(FieldValue.LongText.of("here"));
        assertThat(stamped.headers().get("a")).isEqualTo(FieldValue.LongText.of("b"));
    }

    @Test
    void oneFollowsTheOther() {
        Interceptor both =
                StampingInterceptor.timestamp(clock, true)
                        .then(StampingInterceptor.routingNode("here", true));

        assertThat(both.intercept(message(null)).headers().get("timestamp_in_ms")).isNotNull();
        assertThat(both.intercept(message(null)).headers().get("x-routed-by")).isNotNull();
    }

    private static Message message(@Nullable FieldTable headers) {
        BasicProperties properties =
                headers == null
                        ? BasicProperties.EMPTY
                        : BasicProperties.EMPTY.withHeaders(headers);
        byte[] header = ContentHeader.encode(properties, 3);
        return new Message(
                ShortString.EMPTY,
                ShortString.of("q"),
                Arrays.copyOf(header, header.length + 3),
                header.length);
    }
}
