package dev.warren.engine.transfer;

import static dev.warren.engine.queue.DeathReason.EXPIRED;
import static dev.warren.engine.queue.DeathReason.MAXLEN;
import static dev.warren.engine.queue.DeathReason.REJECTED;
import static dev.warren.engine.transfer.Letters.deaths;
import static dev.warren.engine.transfer.Letters.dies;
import static dev.warren.engine.transfer.Letters.message;
import static dev.warren.engine.transfer.Letters.name;
import static dev.warren.engine.transfer.Letters.text;
import static dev.warren.engine.transfer.Letters.texts;
import static dev.warren.engine.transfer.Letters.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.engine.message.Message;
import dev.warren.engine.routing.ExtraKeys;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void firstDeathIsWrittenFieldByField() {
        Message letter =
                dies(
                        message("x", "k", BasicProperties.EMPTY.withExpiration(name("500"))),
                        "q",
                        EXPIRED,
                        77);

        assertThat(deaths(letter))
                .containsExactly(
                        FieldTable.EMPTY
                                .with("original-expiration", "500")
                                .with("count", new Int64(1))
                                .with("reason", "expired")
                                .with("queue", "q")
                                .with("time", new Timestamp(77))
                                .with("exchange", "x")
                                .with("routing-keys", texts("k")));
        assertThat(letter.properties().expiration()).isNull();
        assertThat(letter.exchange()).isEqualTo(name("dlx"));
        assertThat(letter.routingKey()).isEqualTo(name("k"));
    }

    @Test
    void firstAndLastDeathStandInHeadersOfTheirOwn() {
        Message twice =
                dies(
                        dies(message("x", "k", BasicProperties.EMPTY), "a", REJECTED, 1),
                        "b",
                        MAXLEN,
                        2);

        FieldTable headers = twice.headers();

        assertThat(text(headers, "x-first-death-reason")).isEqualTo("rejected");
        assertThat(text(headers, "x-first-death-queue")).isEqualTo("a");
        assertThat(text(headers, "x-first-death-exchange")).isEqualTo("x");
        assertThat(text(headers, "x-last-death-reason")).isEqualTo("maxlen");
        assertThat(text(headers, "x-last-death-queue")).isEqualTo("b");
        assertThat(text(headers, "x-last-death-exchange")).isEqualTo("dlx");
    }

    @Test
    void sameQueueAndReasonIsCountedAndComesToTheFront() {
        Message letter = dies(message("x", "k", BasicProperties.EMPTY), "a", EXPIRED, 1);
        letter = dies(letter, "b", EXPIRED, 2);
        letter = dies(letter, "a", EXPIRED, 3);

        assertThat(deaths(letter)).hasSize(2);
        FieldTable latest = deaths(letter).getFirst();
        assertThat(text(latest, "queue")).isEqualTo("a");
        assertThat(text(latest, "exchange")).isEqualTo("x");
        assertThat(latest.get("count")).isEqualTo(new Int64(2));
        assertThat(latest.get("time")).isEqualTo(new Timestamp(1));
    }

    @Test
    void sameQueueWithAnotherReasonIsAnotherEntry() {
        Message letter =
                dies(
                        dies(message("x", "k", BasicProperties.EMPTY), "a", EXPIRED, 1),
                        "a",
                        REJECTED,
                        2);

        assertThat(deaths(letter))
                .extracting(entry -> text(entry, "reason"))
                .containsExactly("rejected", "expired");
    }

    @Test
    void xDeathOfAClientIsOverwritten() {
        Message letter = dies(message("x", "k", BasicProperties.EMPTY), "a", EXPIRED, 1);
        Message republished = message("x", "k", letter.properties());

        Message again = dies(republished, "b", REJECTED, 2);

        assertThat(deaths(again)).extracting(entry -> text(entry, "queue")).containsExactly("b");
        assertThat(text(again.headers(), "x-first-death-queue")).isEqualTo("b");
    }

    @Test
    void xDeathOfAClientMayBeAnything() {
        Message odd = message("", "k", with(FieldTable.EMPTY.with("x-death", "oops")));

        assertThat(deaths(dies(odd, "q", REJECTED, 1))).hasSize(1);
    }

    @Test
    void keepsBodyAndAllOtherPropertiesAndHeaders() {
        BasicProperties all =
                new BasicProperties(
                        name("text/plain"),
                        name("gzip"),
                        FieldTable.EMPTY.with("n", new Int32(5)),
                        2,
                        9,
                        name("c"),
                        name("r"),
                        name("9"),
                        name("m"),
                        123L,
                        name("t"),
                        name("u"),
                        name("a"),
                        name("cl"));
        Message before = message("x", "k", all);

        Message letter = dies(before, "q", REJECTED, 1);

        assertThat(letter.properties().withHeaders(null))
                .isEqualTo(all.withHeaders(null).withExpiration(null));
        assertThat(letter.headers().entries().getFirst())
                .isEqualTo(new FieldTable.Entry(name("n"), new Int32(5)));
        assertThat(body(letter)).isEqualTo(body(before));
        assertThat(letter.isPersistent()).isTrue();
    }

    @Test
    void withoutAKeyOfItsOwnALetterGoesByAllKeys() {
        Message published = copied();

        Message letter = dies(published, "q", REJECTED, 1);

        assertThat(ExtraKeys.withOwn(letter))
                .containsExactly(name("k"), name("cc1"), name("cc2"), name("bcc"));
        assertThat(letter.headers().get("CC")).isEqualTo(texts("cc1", "cc2"));
        assertThat(deaths(letter).getFirst().get("routing-keys"))
                .isEqualTo(texts("k", "cc1", "cc2"));
        assertThat(letter.headers().has("BCC")).isFalse();
    }

    @Test
    void aKeyOfItsOwnReplacesAllKeys() {
        Message letter =
                DeadLetter.of(
                        new Death(copied(), name("q"), REJECTED, 1), name("dlx"), name("dead"));

        assertThat(letter.routingKey()).isEqualTo(name("dead"));
        assertThat(ExtraKeys.withOwn(letter)).containsExactly(name("dead"));
        assertThat(letter.headers().has("CC")).isFalse();
        assertThat(deaths(letter).getFirst().get("routing-keys"))
                .isEqualTo(texts("k", "cc1", "cc2"));
        assertThat(ExtraKeys.withOwn(dies(letter, "r", REJECTED, 2))).containsExactly(name("dead"));
    }

    @Test
    void goingRoundWithoutARejectionIsACircle() {
        Message letter =
                dies(
                        dies(message("x", "k", BasicProperties.EMPTY), "a", EXPIRED, 1),
                        "b",
                        MAXLEN,
                        2);
        DeathHistory history = DeathHistory.of(letter);

        assertThat(history.isCircleTo(LongText.of("b"))).isTrue();
        assertThat(history.isCircleTo(LongText.of("a"))).isTrue();
        assertThat(history.isCircleTo(LongText.of("c"))).isFalse();
    }

    @Test
    void headerFromAClientCountsOnlyWhereItIsTakenIn() {
        Message letter = dies(message("x", "k", BasicProperties.EMPTY), "q", REJECTED, 1);
        Message again =
                new Message(
                        letter.exchange(),
                        letter.routingKey(),
                        letter.content(),
                        letter.headerLength());
        Message plain = message("x", "k", BasicProperties.EMPTY);
        ClientDeathsCount taking = new ClientDeathsCount();

        assertThat(deaths(dies(again, "q", REJECTED, 2)).getFirst().get("count"))
                .isEqualTo(new Int64(1));
        assertThat(deaths(dies(taking.intercept(again), "q", REJECTED, 2)).getFirst().get("count"))
                .isEqualTo(new Int64(2));
        assertThat(taking.intercept(plain)).isSameAs(plain);
    }

    @Test
    void aRejectionOpensTheCircle() {
        Message letter = message("x", "k", BasicProperties.EMPTY);
        letter = dies(letter, "a", EXPIRED, 1);
        letter = dies(letter, "b", REJECTED, 2);
        letter = dies(letter, "c", EXPIRED, 3);
        DeathHistory history = DeathHistory.of(letter);

        assertThat(history.isCircleTo(LongText.of("c"))).isTrue();
        assertThat(history.isCircleTo(LongText.of("b"))).isFalse();
        assertThat(history.isCircleTo(LongText.of("a"))).isFalse();
    }

    private static Message copied() {
        FieldTable headers =
                FieldTable.EMPTY.with("CC", texts("cc1", "cc2")).with("BCC", texts("bcc"));
        return ExtraKeys.withoutBlindKeys(message("x", "k", with(headers)));
    }

    private static byte[] body(Message message) {
        return Arrays.copyOfRange(
                message.content(), message.headerLength(), message.content().length);
    }
}
