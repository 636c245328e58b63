package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.view.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonOutTest {

    private static String text(Object body) {
        return new String(JsonOut.bytes(body), UTF_8);
    }

    @Test
    void eachKindOfValueIsWritten() {
        assertThat(
                        text(
                                Json.object(
                                        "text",
                                        "\"ä\n",
                                        "long",
                                        1L,
                                        "integer",
                                        2,
                                        "double",
                                        0.5,
                                        "byte",
                                        (byte) 3,
                                        "decimal",
                                        BigDecimal.valueOf(15, 1),
                                        "flag",
                                        true,
                                        "nothing",
                                        null,
                                        "list",
                                        List.of(List.of(), Map.of()))))
                .isEqualTo(
                        "{\"text\":\"\\\"ä\\n\",\"long\":1,\"integer\":2,\"double\":0.5,\"byte\":3,"
                                + "\"decimal\":1.5,\"flag\":true,\"nothing\":null,\"list\":[[],{}]}");
        assertThat(text(JsonOut.MAPPER.createObjectNode().put("a", 1))).isEqualTo("{\"a\":1}");
    }

    @Test
    void thingsOfAListAreMadeWhenTheyAreWritten() {
        List<String> made = new ArrayList<>();
        List<Map<String, Object>> views =
                new Views<>(
                        List.of("a", "b"),
                        name -> {
                            made.add(name);
                            return Map.of("name", name);
                        });

        assertThat(made).isEmpty();
        assertThat(text(views)).isEqualTo("[{\"name\":\"a\"},{\"name\":\"b\"}]");
        assertThat(made).containsExactly("a", "b");
    }
}
