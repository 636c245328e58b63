package dev.warren.links.shovel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.links.LinkException;
import dev.warren.links.LinkPlan;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.shovel.ShovelSettings.From;
import dev.warren.links.shovel.ShovelSettings.Headers;
import org.junit.jupiter.api.Test;

class ShovelReaderTest {

    private static final FieldTable SMALLEST =
            FieldTable.EMPTY
                    .with("src-uri", "amqp://")
                    .with("src-queue", "a")
                    .with("dest-uri", "amqp://u:secret@h");

    private static ShovelSettings read(FieldTable table) throws LinkException {
        return ShovelReader.read(new FieldValue.Table(table));
    }

    private static FieldValue number(long number) {
        return new FieldValue.Int64(number);
    }

    @Test
    void theStandardIsSafe() throws LinkException {
        ShovelSettings settings = read(SMALLEST);

        assertThat(settings.ackMode()).isEqualTo(AckMode.ON_CONFIRM);
        assertThat(settings.source().from())
                .isEqualTo(new From.Queue("a", FieldTable.EMPTY, false));
        assertThat(settings.source().prefetch()).isEqualTo(1_000);
        assertThat(settings.source().deleteAfter()).isEqualTo(new DeleteAfter.Never());
        assertThat(settings.destination().exchange()).isNull();
        assertThat(settings.destination().key()).isNull();
        assertThat(settings.destination().queue()).isNull();
        assertThat(settings.destination().headers()).isEqualTo(new Headers(false, false));
    }

    @Test
    void aDestinationQueueIsReachedThroughTheExchangeWithoutAName() throws LinkException {
        ShovelSettings settings = read(SMALLEST.with("dest-queue", "b"));

        assertThat(settings.destination().exchange()).isEmpty();
        assertThat(settings.destination().key()).isEqualTo("b");
    }

    @Test
    void anExchangeMayBeTheSource() throws LinkException {
        ShovelSettings settings =
                read(
                        SMALLEST.without("src-queue")
                                .with("src-exchange", "x")
                                .with("src-exchange-key", "k"));

        assertThat(settings.source().from()).isEqualTo(new From.Exchange("x", "k"));
    }

    @Test
    void olderNamesCountWhereTheNewerAreNotGiven() throws LinkException {
        FieldTable older =
                SMALLEST.with("prefetch-count", number(7))
                        .with("delete-after", number(3))
                        .with("add-forward-headers", true);

        ShovelSettings settings = read(older);
        ShovelSettings both = read(older.with("src-prefetch-count", number(8)));

        assertThat(settings.source().prefetch()).isEqualTo(7);
        assertThat(settings.source().deleteAfter()).isEqualTo(new DeleteAfter.Count(3));
        assertThat(settings.destination().headers()).isEqualTo(new Headers(true, false));
        assertThat(both.source().prefetch()).isEqualTo(8);
    }

    @Test
    void thePrefetchIsNeverUnbounded() throws LinkException {
        assertThat(read(SMALLEST.with("src-prefetch-count", number(0))).source().prefetch())
                .isEqualTo(65_535);
    }

    @Test
    void theDelayIsInSecondsAndNoneIsNever() {
        assertThat(ShovelReader.reconnectDelayMillis(new FieldValue.Table(SMALLEST)))
                .isEqualTo(5_000);
        assertThat(
                        ShovelReader.reconnectDelayMillis(
                                new FieldValue.Table(SMALLEST.with("reconnect-delay", number(0)))))
                .isEqualTo(LinkPlan.NEVER);
    }

    @Test
    void aParameterThatWasNeverCheckedFailsWithoutItsPassword() {
        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> read(SMALLEST.with("dest-uri", "http://u:secret@h")))
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> read(FieldTable.EMPTY))
                .withMessage("src-uri is missing");
    }
}
