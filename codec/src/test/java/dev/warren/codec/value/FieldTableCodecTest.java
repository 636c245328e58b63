package dev.warren.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTableCodecTest {

    private static final int SEEDS = 2000;

    @ParameterizedTest
    @CsvSource({
        "7401, Bool[value=true]",
        "7400, Bool[value=false]",
        "62ff, Int8[value=-1]",
        "42ff, UInt8[value=255]",
        "73ffff, Int16[value=-1]",
        "75ffff, UInt16[value=65535]",
        "49ffffffff, Int32[value=-1]",
        "69ffffffff, UInt32[value=4294967295]",
        "6cffffffffffffffff, Int64[value=-1]",
        "663f800000, Float32[value=1.0]",
        "643ff0000000000000, Float64[value=1.0]",
        "4402ffffffff, 'Decimal[scale=2, unscaled=4294967295]'",
        "53000000026869, LongText[value=hi]",
        "5400000000677485d4, Timestamp[seconds=1735689684]",
        "78000000026869, ByteArray[value=hi]",
        "56, NoValue[]",
        "410000000374 0156, 'Array[values=[Bool[value=true], NoValue[]]]'",
        "46000000 03016156,"
                + " 'Table[value=FieldTable[entries=[Entry[name=a, value=NoValue[]]]]]'"
    })
    void everyTypeIsReadAndWrittenBack(String hex, String shown) {
        byte[] bytes = bytes("0161" + hex);

        FieldTable table = decode(bytes);

        assertThat(table.get("a")).hasToString(shown);
        assertThat(FieldTableEncoder.encode(table)).isEqualTo(bytes);
        FieldTableScanner.check(new ByteCursor(bytes, 0, bytes.length));
    }

    @Test
    void signedLongOfOldClientsIsWrittenAsRabbitmqWritesIt() {
        FieldTable table = decode(bytes("01614cfffffffffffffffe"));

        assertThat(table.get("a")).isEqualTo(new FieldValue.Int64(-2));
        assertThat(FieldTableEncoder.encode(table)).isEqualTo(bytes("01616cfffffffffffffffe"));
    }

    @Test
    void anyOctetButZeroIsTrue() {
        FieldTable table = decode(bytes("01617405"));

        assertThat(table.get("a")).isEqualTo(new FieldValue.Bool(true));
        assertThat(FieldTableEncoder.encode(table)).isEqualTo(bytes("01617401"));
    }

    @Test
    void orderAndDuplicatesStay() {
        byte[] bytes = bytes("0162620101616202016262 03");

        FieldTable table = decode(bytes);

        assertThat(table.entries())
                .extracting(e -> e.name().toString())
                .containsExactly("b", "a", "b");
        assertThat(FieldTableEncoder.encode(table)).isEqualTo(bytes);
    }

    @Test
    void randomTablesSurviveTheRoundTrip() {
        assertThat(Stream.iterate(0, i -> i + 1).limit(SEEDS))
                .allSatisfy(this::survivesTheRoundTrip);
    }

    private void survivesTheRoundTrip(int seed) {
        FieldTable table = new RandomValues(new SplittableRandom(seed)).table();
        byte[] bytes = FieldTableEncoder.encode(table);

        FieldTable decoded = decode(bytes);

        assertThat(decoded).as("seed %d", seed).isEqualTo(table);
        assertThat(FieldTableEncoder.encode(decoded)).as("seed %d", seed).isEqualTo(bytes);
        FieldTableScanner.check(new ByteCursor(bytes, 0, bytes.length));
    }

    @Test
    void decodingReadsNothingAroundItsStretch() {
        byte[] bytes = bytes("ffff" + "016156" + "ffff");

        FieldTable table = FieldTableDecoder.decode(bytes, 2, 3);

        assertThat(table).isEqualTo(FieldTable.EMPTY.with("a", FieldValue.NoValue.INSTANCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "0161",
                "016149000000",
                "01615300000003aaaa",
                "016153ffffffff",
                "016141ffffffff",
                "016146ffffffff",
                "0161467fffffff",
                "016178 80000000",
                "01614100000001 74",
                "01614600000002 0161",
                "0161ff",
                "01615a00",
                "016176",
                "016155ffff"
            })
    void whatIsCutShortOrUnknownIsASyntaxError(String hex) {
        byte[] bytes = bytes(hex);

        assertRefused(bytes);
    }

    @Test
    void tablesNestToTheLimitAndNoFurther() {
        byte[] deepest = nested(FieldTableDecoder.NESTING_MAX);
        byte[] tooDeep = nested(FieldTableDecoder.NESTING_MAX + 1);

        assertThat(FieldTableEncoder.encode(decode(deepest))).isEqualTo(deepest);
        assertRefused(tooDeep);
    }

    @Test
    void hostileNestingEndsInASyntaxError() {
        assertRefused(nested(1000));
        assertRefused(nested(5000));
        assertRefused(nestedArrays(1000));
    }

    @Test
    void damagedTablesAreReadOrRefusedAndTheScannerAgrees() {
        assertThat(Stream.iterate(0, i -> i + 1).limit(SEEDS)).allSatisfy(this::readOrRefused);
    }

    private void readOrRefused(int seed) {
        var random = new SplittableRandom(seed);
        byte[] bytes = FieldTableEncoder.encode(new RandomValues(random).table());
        byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }

        boolean decodes = succeeds(() -> decode(damaged));
        boolean scans =
                succeeds(() -> FieldTableScanner.check(new ByteCursor(damaged, 0, damaged.length)));

        assertThat(scans).as("seed %d", seed).isEqualTo(decodes);
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

    private static void assertRefused(byte[] bytes) {
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> decode(bytes))
                .matches(e -> e.code() == ReplyCode.SYNTAX_ERROR && e.endsConnection());
        assertThatExceptionOfType(AmqpException.class)
                .isThrownBy(() -> FieldTableScanner.check(new ByteCursor(bytes, 0, bytes.length)))
                .matches(e -> e.code() == ReplyCode.SYNTAX_ERROR);
    }

    /// So many tables in one another, the innermost with one entry.
    private static byte[] nested(int depth) {
        return wrap("0161", 'F', bytes("016156"), depth - 1);
    }

    private static byte[] nestedArrays(int depth) {
        byte[] arrays = wrap("", 'A', bytes("56"), depth);
        return concat(bytes("0161"), arrays);
    }

    private static byte[] wrap(String name, char tag, byte[] inner, int times) {
        byte[] bytes = inner;
        for (int i = 0; i < times; i++) {
            String head = name + HexFormat.of().toHexDigits((byte) tag);
            bytes = concat(bytes(head + HexFormat.of().toHexDigits(bytes.length)), bytes);
        }
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static FieldTable decode(byte[] bytes) {
        return FieldTableDecoder.decode(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
