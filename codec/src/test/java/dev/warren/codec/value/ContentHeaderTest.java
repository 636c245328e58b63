package dev.warren.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHeaderTest {

    private static final int SEEDS = 2000;
    private static final String START = "003c0000" + "0000000000000005";

    @Test
    void knownHeaderIsReadAndWrittenBack() {
        byte[] bytes = bytes(START + "9800" + "03612f62" + "02" + "07");

        BasicProperties properties = ContentHeader.decodeProperties(bytes, 0, bytes.length);

        assertThat(properties)
                .isEqualTo(
                        BasicProperties.builder()
                                .contentType(ShortString.of("a/b"))
                                .deliveryMode(2)
                                .priority(7)
                                .build());
        assertThat(ContentHeader.encode(properties, 5)).isEqualTo(bytes);
    }

    @Test
    void looksFindTheirFieldsInTheMiddleOfAnArray() {
        byte[] header = bytes("ffff" + START + "9900" + "03612f62" + "02" + "07" + "023130" + "ff");
        int length = header.length - 3;

        assertThat(ContentHeader.classId(header, 2, length)).isEqualTo(60);
        assertThat(ContentHeader.weight(header, 2, length)).isZero();
        assertThat(ContentHeader.bodySize(header, 2, length)).isEqualTo(5);
        assertThat(ContentHeader.isPersistent(header, 2, length)).isTrue();
        assertThat(ContentHeader.priority(header, 2, length)).isEqualTo(7);
        assertThat(ContentHeader.expirationOrNull(header, 2, length)).hasToString("10");
        assertThat(ContentHeader.replyToOrNull(header, 2, length)).isNull();
        assertThat(ContentHeader.userIdOrNull(header, 2, length)).isNull();
        assertThat(ContentHeader.headers(header, 2, length)).isEqualTo(FieldTable.EMPTY);
        assertThat(ContentHeader.has(header, 2, length, PropertyFlags.PRIORITY)).isTrue();
        assertThat(ContentHeader.has(header, 2, length, PropertyFlags.HEADERS)).isFalse();
    }

    @Test
    void replyToIsReplacedWhereItStands() {
        byte[] content = bytes(START + "0700" + "0163" + "0161" + "0131" + "68656c6c6f");

        byte[] changed = ContentHeader.withReplyTo(content, 20, ShortString.of("xyz"));

        assertThat(changed)
                .isEqualTo(bytes(START + "0700" + "0163" + "0378797a" + "0131" + "68656c6c6f"));
    }

    @Test
    void replyToIsReplacedOnlyWhereThereIsOne() {
        byte[] content = bytes(START + "0000");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        ContentHeader.withReplyTo(content, content.length, ShortString.EMPTY));
    }

    @Test
    void onlyDeliveryModeTwoIsPersistent() {
        assertThat(isPersistent("1000" + "02")).isTrue();
        assertThat(isPersistent("1000" + "01")).isFalse();
        assertThat(isPersistent("1000" + "00")).isFalse();
        assertThat(isPersistent("0000")).isFalse();
        assertThat(isPersistent("f000" + "0161" + "0162" + "00000003016156" + "02")).isTrue();
    }

    @Test
    void randomPropertiesSurviveTheRoundTrip() {
        assertThat(Stream.iterate(0, i -> i + 1).limit(SEEDS))
                .allSatisfy(this::survivesTheRoundTrip);
    }

    private void survivesTheRoundTrip(int seed) {
        var random = new SplittableRandom(seed);
        BasicProperties properties = new RandomValues(random).properties();
        long bodySize = random.nextLong(Long.MAX_VALUE);

        byte[] bytes = ContentHeader.encode(properties, bodySize);

        ContentHeader.validate(bytes, 0, bytes.length);
        assertThat(ContentHeader.decodeProperties(bytes, 0, bytes.length))
                .as("seed %d", seed)
                .isEqualTo(properties);
        assertThat(ContentHeader.bodySize(bytes, 0, bytes.length)).isEqualTo(bodySize);
        assertThat(ContentHeader.isPersistent(bytes, 0, bytes.length))
                .isEqualTo(properties.isPersistent());
        assertThat(ContentHeader.userIdOrNull(bytes, 0, bytes.length))
                .isEqualTo(properties.userId());
        assertThat(ContentHeader.encode(properties.toBuilder().build(), bodySize)).isEqualTo(bytes);
    }

    @Test
    void theTwoLowestFlagsAreIgnoredAsRabbitmqIgnoresThem() {
        assertThat(properties("0003")).isEqualTo(BasicProperties.EMPTY);
        assertThat(properties("1002" + "01").deliveryMode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "8000",
                "8000056162",
                "0000ff",
                "00010000",
                "2000",
                "200000000009",
                "2000000000040161ff00",
                "2000ffffffff",
                "004000000000000000",
                "1000",
                "0004ff"
            })
    void malformedPropertiesAreASyntaxError(String hex) {
        byte[] bytes = bytes(START + hex);

        assertSyntaxError(() -> ContentHeader.decodeProperties(bytes, 0, bytes.length));
        assertSyntaxError(() -> ContentHeader.validate(bytes, 0, bytes.length));
    }

    @Test
    void damagedHeadersAreReadOrRefusedAndValidateAgrees() {
        assertThat(Stream.iterate(0, i -> i + 1).limit(SEEDS)).allSatisfy(this::readOrRefused);
    }

    private void readOrRefused(int seed) {
        var random = new SplittableRandom(seed);
        byte[] bytes = ContentHeader.encode(new RandomValues(random).properties(), 1);
        byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(2));
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        int length = damaged.length;

        boolean decodes = succeeds(() -> ContentHeader.decodeProperties(damaged, 0, length));
        boolean validates = succeeds(() -> ContentHeader.validate(damaged, 0, length));
        succeeds(() -> ContentHeader.isPersistent(damaged, 0, length));
        succeeds(() -> ContentHeader.userIdOrNull(damaged, 0, length));

        assertThat(validates).as("seed %d", seed).isEqualTo(decodes);
    }

    private static boolean succeeds(Runnable action) {
        try {
            action.run();
            return true;
        } catch (AmqpException refused) {
            assertThat(refused.code()).isEqualTo(ReplyCode.SYNTAX_ERROR);
            return false;
        }
    }

    private static void assertSyntaxError(Runnable action) {
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(action::run)
                .matches(e -> e.code() == ReplyCode.SYNTAX_ERROR && e.endsConnection());
    }

    private static boolean isPersistent(String hex) {
        byte[] bytes = bytes(START + hex);
        return ContentHeader.isPersistent(bytes, 0, bytes.length);
    }

    private static BasicProperties properties(String hex) {
        byte[] bytes = bytes(START + hex);
        return ContentHeader.decodeProperties(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
