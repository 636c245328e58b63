package dev.warren.management.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFilterTest {

    private static final Message MESSAGE =
            JsonProperties.message(
                    ShortString.of("orders"),
                    ShortString.of("order.new.eu"),
                    BasicProperties.builder()
                            .messageId(ShortString.of("m-1"))
                            .timestamp(1_000L)
                            .headers(
                                    FieldTable.EMPTY
                                            .with("kind", "big")
                                            .with("n", new FieldValue.Int64(7)))
                            .build(),
                    Bytes.of("{\"total\": 12}"));

    private static final Message BARE =
            JsonProperties.message(
                    ShortString.EMPTY, ShortString.of("q"), BasicProperties.EMPTY, Bytes.EMPTY);

    @ParameterizedTest
    @CsvSource({
        "routing_key, new,      true",
        "routing_key, old,      false",
        "exchange,    orders,   true",
        "exchange,    order,    false",
        "message_id,  m-1,      true",
        "message_id,  m,        false",
        "header,      kind,     true",
        "header,      kind=big, true",
        "header,      kind=bi,  false",
        "header,      n=7,      true",
        "header,      none,     false",
        "text,        total,    true",
        "text,        sum,      false",
        "since,       1000,     true",
        "since,       1001,     false",
        "until,       1000,     true",
        "until,       999,      false",
    })
    void eachFieldFitsOrDoesNot(String field, String value, boolean fits) {
        MessageFilter filter = MessageFilter.of(Map.of(field, value)::get);

        assertThat(filter.fits(MESSAGE)).isEqualTo(fits);
        assertThat(filter.fits(BARE)).isFalse();
    }

    @Test
    void nothingFitsAll() {
        assertThat(MessageFilter.of(_ -> null).fits(BARE)).isTrue();
    }

    @Test
    void allFieldsHaveToFit() {
        assertThat(MessageFilter.of(Map.of("text", "total", "header", "none")::get).fits(MESSAGE))
                .isFalse();
    }

    @Test
    void timeIsANumber() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> MessageFilter.of(Map.of("since", "yesterday")::get));
    }
}
