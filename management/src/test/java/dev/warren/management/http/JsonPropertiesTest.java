package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPropertiesTest {

    private static BasicProperties of(String properties) {
        try {
            String body = "{\"properties\":" + properties + "}";
            return JsonProperties.of(new JsonBody((ObjectNode) JsonOut.MAPPER.readTree(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void numbersMayBeTexts() {
        BasicProperties properties =
                of("{\"delivery_mode\":\"2\",\"priority\":3,\"timestamp\":\"5\",\"bogus\":1}");

        assertThat(properties.deliveryMode()).isEqualTo(2);
        assertThat(properties.priority()).isEqualTo(3);
        assertThat(properties.timestamp()).isEqualTo(5);
    }

    @Test
    void whatIsNotGivenIsNotThere() {
        assertThat(of("{}")).isEqualTo(BasicProperties.EMPTY);
        assertThat(of("[]")).isEqualTo(BasicProperties.EMPTY);
    }

    @Test
    void headersAreATable() {
        assertThat(of("{\"headers\":{\"n\":1}}").headers())
                .isEqualTo(FieldTable.EMPTY.with("n", new FieldValue.Int64(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "[1]",
                "{\"delivery_mode\":\"abc\"}",
                "{\"priority\":256}",
                "{\"headers\":[1]}",
                "{\"message_id\":5}",
            })
    void wrongTypesAreABadRequest(String properties) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> of(properties))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void messageIsHeaderAndBody() {
        Message message =
                JsonProperties.message(
                        ShortString.of("x"),
                        ShortString.of("k"),
                        of("{\"delivery_mode\":2}"),
                        Bytes.of("body"));

        assertThat(message.bodyLength()).isEqualTo(4);
        assertThat(message.isPersistent()).isTrue();
    }
}
