package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.Bytes;
import org.junit.jupiter.api.Test;

class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=XX";

    private static final String FORM =
            """
            --XX
            Content-Disposition: form-data; name="other"

            nothing
            --XX
            Content-Disposition: form-data; name="file"; filename="x.json"
            Content-Type: application/json

            {"a":
            "ü"}
            --XX--
            """
                    .replace("\n", "\r\n");

    @Test
    void fieldsAreFoundByTheirNames() {
        assertThat(MultipartForm.fieldOrNull(Bytes.of(FORM), TYPE, "file"))
                .isEqualTo(Bytes.of("{\"a\":\r\n\"ü\"}"));
        assertThat(MultipartForm.fieldOrNull(Bytes.of(FORM), TYPE, "other"))
                .isEqualTo(Bytes.of("nothing"));
        assertThat(MultipartForm.fieldOrNull(Bytes.of(FORM), TYPE, "filename")).isNull();
    }

    @Test
    void boundaryMayBeQuoted() {
        String type = "multipart/form-data; charset=x; boundary=\"XX\"";

        assertThat(MultipartForm.fieldOrNull(Bytes.of(FORM), type, "file")).isNotNull();
    }

    @Test
    void whatIsCutShortHasNoField() {
        for (int length = 0; length < FORM.indexOf("\"ü\"}"); length++) {
            Bytes cut = Bytes.of(FORM.substring(0, length));

            assertThat(MultipartForm.fieldOrNull(cut, TYPE, "file")).isNull();
        }
    }

    @Test
    void emptyFieldIsEmpty() {
        String form = "--XX\r\nContent-Disposition: form-data; name=file\r\n\r\n\r\n--XX--\r\n";

        assertThat(MultipartForm.fieldOrNull(Bytes.of(form), TYPE, "file")).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void boundaryIsNeeded() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() ->
                        MultipartForm.fieldOrNull(Bytes.of(FORM), "multipart/form-data", "file"));
    }
}
