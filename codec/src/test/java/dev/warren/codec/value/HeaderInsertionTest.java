package dev.warren.codec.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldValue.Int64;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One header more, and everything else as it was.
class HeaderInsertionTest {

    private static final String NAME = "x-offset";
    private static final byte[] BODY = {1, 2, 3, 4, 5};
    private static final HeaderInsertion INSERTION = new HeaderInsertion(NAME);

    private static void assertInserted(BasicProperties properties, FieldTable headers) {
        byte[] header = ContentHeader.encode(properties, BODY.length);
        byte[] content = new byte[3 + header.length + BODY.length];
        System.arraycopy(header, 0, content, 3, header.length);
        System.arraycopy(BODY, 0, content, 3 + header.length, BODY.length);

        byte[] inserted =
                INSERTION.insert(content, 3, header.length, header.length + BODY.length, -7);

        int longer = inserted.length - header.length - BODY.length;
        BasicProperties found = ContentHeader.decodeProperties(inserted, 0, header.length + longer);
        ContentHeader.validate(inserted, 0, header.length + longer);
        assertThat(found).isEqualTo(properties.withHeaders(headers.with(NAME, new Int64(-7))));
        assertThat(Arrays.copyOfRange(inserted, header.length + longer, inserted.length))
                .isEqualTo(BODY);
        assertThat(ContentHeader.bodySize(inserted, 0, header.length + longer))
                .isEqualTo(BODY.length);
    }

    @Test
    void anyPropertiesStayAndTheHeaderIsThere() {
        RandomValues values = new RandomValues(new Random(1));
        for (int i = 0; i < 2_000; i++) {
            BasicProperties properties = values.properties();
            byte[] header = ContentHeader.encode(properties, 0);

            assertInserted(properties, ContentHeader.headers(header, 0, header.length));
        }
    }

    @Test
    void aHeaderOfThatNameIsReplacedInItsPlace() {
        FieldTable headers = FieldTable.EMPTY.with(NAME, "mine").with("b", "c");

        assertInserted(BasicProperties.EMPTY.withHeaders(headers), headers);
    }

    @Test
    void aValueThatIsCalledSoIsNoHeader() {
        FieldTable headers = FieldTable.EMPTY.with("a", NAME);

        assertInserted(BasicProperties.EMPTY.withHeaders(headers), headers);
    }
}
