package dev.warren.engine.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final FieldTable NO_HEADERS = FieldTable.EMPTY;

    private final Fingerprint fingerprint = new Fingerprint();

    private static Message message(String id, FieldTable headers, String body) {
        BasicProperties properties =
                BasicProperties.builder()
                        .headers(headers.isEmpty() ? null : headers)
                        .messageId(id.isEmpty() ? null : ShortString.of(id))
                        .build();
        byte[] header = ContentHeader.encode(properties, body.length());
        byte[] content = Arrays.copyOf(header, header.length + body.length());
        for (int i = 0; i < body.length(); i++) {
            content[header.length + i] = (byte) body.charAt(i);
        }
        return new Message(ShortString.EMPTY, ShortString.EMPTY, content, header.length);
    }

    private static FieldTable header(FieldValue value) {
        return FieldTable.EMPTY.with("before", value).with("x-deduplication-header", value);
    }

    private static FieldTable header(String value) {
        return header(FieldValue.LongText.of(value));
    }

    private String key(KeyRule rule, Message message) {
        return fingerprint.take(rule, message)
                ? fingerprint.high() + ":" + fingerprint.low()
                : "none";
    }

    private static KeyRule rule(String text) {
        return Objects.requireNonNull(KeyRule.ofOrNull(text));
    }

    @Test
    void headerComesBeforeTheMessageId() {
        String both = key(KeyRule.USUAL, message("id", header("h"), ""));

        assertThat(both).isEqualTo(key(KeyRule.USUAL, message("other", header("h"), "")));
        assertThat(both).isNotEqualTo(key(KeyRule.USUAL, message("id", NO_HEADERS, "")));
    }

    @Test
    void sameTextInAnotherPlaceIsAnotherKey() {
        assertThat(key(KeyRule.USUAL, message("a", NO_HEADERS, "")))
                .isNotEqualTo(key(KeyRule.USUAL, message("", header("a"), "")));
    }

    @Test
    void bodyCountsWithoutProperties() {
        assertThat(key(rule("body"), message("a", NO_HEADERS, "same")))
                .isEqualTo(key(rule("body"), message("b", header("x"), "same")))
                .isNotEqualTo(key(rule("body"), message("a", NO_HEADERS, "other")));
    }

    @Test
    void numbersCountByTheirValue() {
        String narrow = key(KeyRule.USUAL, message("", header(new FieldValue.Int8((byte) 5)), ""));

        assertThat(narrow)
                .isEqualTo(key(KeyRule.USUAL, message("", header(new FieldValue.Int64(5)), "")))
                .isNotEqualTo(key(KeyRule.USUAL, message("", header("5"), "")));
    }

    @Test
    void messageWithoutAKeyHasNone() {
        assertThat(key(KeyRule.USUAL, message("", NO_HEADERS, "body"))).isEqualTo("none");
        assertThat(key(KeyRule.USUAL, message("", header(""), "body"))).isEqualTo("none");
        assertThat(key(KeyRule.USUAL, message("", header(new FieldValue.Bool(true)), "")))
                .isEqualTo("none");
        assertThat(key(rule("message-id"), message("", header("a"), ""))).isEqualTo("none");
        assertThat(key(rule("header:other"), message("id", header("a"), ""))).isEqualTo("none");
        assertThat(key(rule("header:before"), message("id", header("a"), ""))).isNotEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "header:", "header", "Body", "message_id"})
    void otherTextsAreNoRules(String text) {
        assertThat(KeyRule.ofOrNull(text)).isNull();
    }

    @Test
    void manyKeysSpreadOverAllBits() {
        Set<Long> low = new HashSet<>();
        int[] ones = new int[Long.SIZE];
        for (int i = 0; i < 10_000; i++) {
            fingerprint.take(rule("message-id"), message("id-" + i, NO_HEADERS, ""));
            low.add(fingerprint.low());
            for (int bit = 0; bit < Long.SIZE; bit++) {
                ones[bit] += (int) (fingerprint.high() >>> bit & 1);
            }
        }

        assertThat(low).hasSize(10_000);
        for (int count : ones) {
            assertThat(count).isBetween(4_700, 5_300);
        }
    }
}
