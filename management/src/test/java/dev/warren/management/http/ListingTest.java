package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.Bytes;
import dev.warren.management.BrokerRig;
import dev.warren.management.view.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final List<String> viewed = new ArrayList<>();

    static Request request(String... query) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            map.put(query[i], query[i + 1]);
        }
        return new Request(
                new BrokerRig().caller(BrokerRig.user("ann")),
                new Peer("127.0.0.1", false),
                Map.of(),
                map,
                Map.of(),
                Bytes.EMPTY);
    }

    private JsonNode list(Stream<String> names, String... query) {
        Reply reply =
                Listing.of(
                        request(query),
                        names,
                        name -> name,
                        name -> {
                            viewed.add(name);
                            return Json.object(
                                    "name",
                                    name,
                                    "size",
                                    name.length(),
                                    "deep",
                                    Json.object("a", 1, "b", 2));
                        });
        return JsonOut.MAPPER.valueToTree(reply.body());
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    @Test
    void withoutAPageItIsAnArray() {
        JsonNode list = list(Stream.of("a", "b"), "page_size", "1", "name", "a");

        assertThat(names(list)).containsExactly("a", "b");
    }

    @Test
    void whatIsNotOnThePageIsNotLookedAt() {
        JsonNode page =
                list(
                        IntStream.range(0, 1_000).mapToObj("q%03d"::formatted),
                        "page",
                        "3",
                        "page_size",
                        "2");

        assertThat(names(page.path("items"))).containsExactly("q004", "q005");
        assertThat(page.path("total_count").asInt()).isEqualTo(1_000);
        assertThat(page.path("page_count").asInt()).isEqualTo(500);
        assertThat(viewed).containsExactly("q004", "q005");
    }

    @Test
    void pageHasAHundredUnlessItIsSaid() {
        JsonNode page = list(IntStream.range(0, 150).mapToObj("q%03d"::formatted), "page", "1");

        assertThat(page.path("items")).hasSize(100);
        assertThat(page.path("page_size").asInt()).isEqualTo(100);
    }

    @Test
    void namesAreFoundWhateverTheirCase() {
        JsonNode page = list(Stream.of("Order", "border", "x"), "page", "1", "name", "oRDer");

        assertThat(names(page.path("items"))).containsExactly("Order", "border");
        assertThat(page.path("filtered_count").asInt()).isEqualTo(2);
        assertThat(page.path("total_count").asInt()).isEqualTo(3);
    }

    @Test
    void numbersAreSortedAsNumbers() {
        JsonNode list = list(Stream.of("bbbbbbbbbbb", "cc"), "sort", "size");

        assertThat(names(list)).containsExactly("cc", "bbbbbbbbbbb");
    }

    @Test
    void whatIsSortedByAKeyIsNotLookedAtElsewhere() {
        Keys<String> lengths = column -> column.equals("size") ? String::length : null;

        Reply reply =
                Listing.of(
                        request("page", "1", "page_size", "1", "sort", "size"),
                        Stream.of("bbb", "a", "cc"),
                        name -> name,
                        name -> {
                            viewed.add(name);
                            return Json.object("name", name);
                        },
                        lengths);

        assertThat(names(JsonOut.MAPPER.<JsonNode>valueToTree(reply.body()).path("items")))
                .containsExactly("a");
        assertThat(viewed).containsExactly("a");
    }

    @Test
    void equalKeysLeaveThingsInTheirOrder() {
        JsonNode list = list(Stream.of("b", "a", "cc", "c"), "sort", "size");

        assertThat(names(list)).containsExactly("b", "a", "c", "cc");
    }

    @Test
    void reversedOnlyWhereItIsSorted() {
        assertThat(names(list(Stream.of("a", "b"), "sort_reverse", "true")))
                .containsExactly("a", "b");
        assertThat(names(list(Stream.of("a", "b"), "sort", "name", "sort_reverse", "true")))
                .containsExactly("b", "a");
    }

    @Test
    void columnsReachIntoObjects() {
        JsonNode list = list(Stream.of("a"), "columns", "name,deep.b,none");

        assertThat(list.toString()).isEqualTo("[{\"name\":\"a\",\"deep\":{\"b\":2}}]");
    }

    @Test
    void pageBehindTheEndIsRefused() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> list(Stream.of("a"), "page", "2"))
                .withMessage("Page out of range, page: 2 page size: 100, len: 1");
    }

    @Test
    void firstPageOfNothingIsEmpty() {
        JsonNode page = list(Stream.of(), "page", "1");

        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("page_count").asInt()).isZero();
    }
}
