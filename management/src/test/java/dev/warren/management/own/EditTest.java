package dev.warren.management.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.User;
import dev.warren.engine.message.Message;
import dev.warren.management.BrokerRig;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.JsonOut;
import dev.warren.management.http.JsonProperties;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest {

    private static final User ANN = BrokerRig.user("ann");

    private static final Message MESSAGE =
            JsonProperties.message(
                    ShortString.of("x"),
                    ShortString.of("key"),
                    BasicProperties.builder()
                            .contentType(ShortString.of("text/plain"))
                            .messageId(ShortString.of("m1"))
                            .headers(
                                    FieldTable.EMPTY
                                            .with("kept", new FieldValue.Int8((byte) 7))
                                            .with("changed", "before")
                                            .with("gone", true))
                            .build(),
                    Bytes.of("body"));

    private static Edit edit(String json) {
        try {
            return Edit.of(
                    new JsonBody((ObjectNode) JsonOut.MAPPER.readTree(json)),
                    new BrokerRig(BrokerRig.with(ANN)).caller(ANN).access(BrokerRig.VHOST));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String body(Message message) {
        byte[] content = message.content();
        return new String(
                Arrays.copyOfRange(content, message.headerLength(), content.length),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void newBodyLeavesTheRestAsItIs() {
        Message edited = edit("{\"payload\":\"bmV3\",\"payload_encoding\":\"base64\"}").of(MESSAGE);

        assertThat(body(edited)).isEqualTo("new");
        assertThat(edited.properties()).isEqualTo(MESSAGE.properties());
        assertThat(edited.routingKey()).isEqualTo(ShortString.of("key"));
    }

    @Test
    void namedPropertiesAndHeadersChangeAndOthersStay() {
        Message edited =
                edit("""
                {"properties": {
                  "message_id": null,
                  "type": "order",
                  "headers": {"changed": "after", "gone": null, "new": 1}}}
                """)
                        .of(MESSAGE);

        BasicProperties properties = edited.properties();
        assertThat(body(edited)).isEqualTo("body");
        assertThat(properties.messageId()).isNull();
        assertThat(properties.type()).isEqualTo(ShortString.of("order"));
        assertThat(properties.contentType()).isEqualTo(ShortString.of("text/plain"));
        assertThat(properties.headers())
                .isEqualTo(
                        FieldTable.EMPTY
                                .with("kept", new FieldValue.Int8((byte) 7))
                                .with("changed", "after")
                                .with("new", new FieldValue.Int64(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"payload\":5}",
                "{\"payload\":\"x\",\"payload_encoding\":\"none\"}",
                "{\"properties\":{\"priority\":1000}}",
                "{\"properties\":{\"headers\":5}}"
            })
    void whatIsNoEditIsRefused(String json) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> edit(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"expiration\":\"soon\"}}",
                "{\"properties\":{\"delivery_mode\":7}}",
                "{\"properties\":{\"user_id\":\"bob\"}}"
            })
    void whatCouldNotBePublishedIsRefused(String json) {
        assertThatExceptionOfType(AmqpException.class).isThrownBy(() -> edit(json));
    }
}
