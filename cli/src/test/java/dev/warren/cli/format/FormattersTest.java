package dev.warren.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is expected here has the shape of what RabbitMQ 3.10.8 printed.
class FormattersTest {

    private static final Outcome QUEUES =
            new Outcome.Listed(
                    new Rows(
                            List.of("name", "arguments", "durable", "messages"),
                            List.of(
                                    row("orders", "{}", "true", "43"),
                                    row(
                                            "mail",
                                            "{\"x-message-ttl\":600000,\"x-queue-mode\":\"lazy\"}",
                                            "false",
                                            "0"))),
                    true);

    private static List<Cell> row(String... json) {
        return List.of(Cell.text(json[0]), cell(json[1]), cell(json[2]), cell(json[3]));
    }

    private static Cell cell(String json) {
        try {
            return Cell.of(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String show(String formatter, Outcome outcome) {
        return show(formatter, outcome, true);
    }

    private static String show(String formatter, Outcome outcome, boolean hasHeaders) {
        return Objects.requireNonNull(Formatter.byNameOrNull(formatter)).show(outcome, hasHeaders);
    }

    @Test
    void tableHasTabsAndTerms() {
        assertThat(show("table", QUEUES))
                .isEqualTo(
                        "name\targuments\tdurable\tmessages\n"
                                + "orders\t[]\ttrue\t43\n"
                                + "mail\t[{\"x-message-ttl\",600000},{\"x-queue-mode\",\"lazy\"}]\tfalse\t0\n");
        assertThat(show("", QUEUES, false)).startsWith("orders\t");
    }

    @Test
    void aListIsOneLineForEachEntryInJson() {
        assertThat(show("json", QUEUES))
                .isEqualTo(
                        """
                        [
                        {"name":"orders","arguments":[],"durable":true,"messages":43}
                        ,{"name":"mail","arguments":[["x-message-ttl","signedint",600000],["x-queue-mode","longstr","lazy"]],"durable":false,"messages":0}
                        ]
                        """);
    }

    @Test
    void csvQuotesEverything() {
        assertThat(show("csv", QUEUES))
                .isEqualTo(
                        """
                        "name","arguments","durable","messages"
                        "orders","[]","true","43"
                        "mail","[{""x-message-ttl"",600000},{""x-queue-mode"",""lazy""}]","false","0"
                        """);
    }

    @Test
    void prettyTableIsDrawnWithLineCharacters() {
        Outcome users =
                new Outcome.Listed(
                        new Rows(
                                List.of("user", "tags"),
                                List.of(List.of(Cell.text("guest"), cell("[\"administrator\"]")))),
                        false);

        assertThat(show("pretty_table", users))
                .isEqualTo(
                        """
                        \033(0lqqqqqqqwqqqqqqqqqqqqqqqk\033(B
                        \033(0x\033(B \033[1muser\033[0m  \033(0x\033(B \033[1mtags\033[0m          \033(0x\033(B
                        \033(0tqqqqqqqnqqqqqqqqqqqqqqqu\033(B
                        \033(0x\033(B guest \033(0x\033(B administrator \033(0x\033(B
                        \033(0mqqqqqqqvqqqqqqqqqqqqqqqj\033(B
                        """);
    }

    @Test
    void textIsOneCellOfAPrettyTable() {
        assertThat(show("pretty_table", Outcome.message("Ping succeeded")))
                .isEqualTo(
                        """
                        \033(0lqqqqqqqqqqqqqqqqk\033(B
                        \033(0x\033(B \033[1mOutput\033[0m         \033(0x\033(B
                        \033(0tqqqqqqqqqqqqqqqqu\033(B
                        \033(0x\033(B Ping succeeded \033(0x\033(B
                        \033(0mqqqqqqqqqqqqqqqqj\033(B
                        """);
    }

    @Test
    void linesOfATextHaveNoRuleBetweenThem() {
        assertThat(show("pretty_table", Outcome.message("\033[1mA\033[0m\nlonger")))
                .contains(
                        "\033(0x\033(B \033[1mA\033[0m      \033(0x\033(B\n\033(0x\033(B longer ");
    }

    @Test
    void nothingIsSaidOfAnEmptyStreamAndAnEmptyLineOfAnEmptyList() {
        Rows none = new Rows(List.of("name"), List.of());

        assertThat(show("table", new Outcome.Listed(none, true))).isEmpty();
        assertThat(show("table", new Outcome.Listed(none, false))).isEqualTo("\n");
        assertThat(show("csv", new Outcome.Listed(none, true))).isEmpty();
        assertThat(show("pretty_table", new Outcome.Listed(none, true))).isEmpty();
        assertThat(show("json", new Outcome.Listed(none, true))).isEqualTo("[\n]\n");
    }

    @Test
    void whatIsDoneSaysSoToProgramsOnly() {
        Outcome done = new Outcome.Done("rabbit@vm");

        assertThat(show("table", done)).isEmpty();
        assertThat(show("json", done)).isEqualTo("{\"node\":\"rabbit@vm\",\"result\":\"ok\"}\n");
    }

    @Test
    void csvHasNoWordsForAText() {
        assertThatThrownBy(() -> show("csv", Outcome.message("a \"word\"\n")))
                .isInstanceOf(Formatter.NoWords.class)
                .hasMessage(
                        "%Protocol.UndefinedError{protocol: Enumerable, value: \"a \\\"word\\\"\\n\", description: \"\"}\n");
    }

    @Test
    void valuesThatWouldBreakALineAreWrittenInOctal() {
        assertThat(PlainFormatter.escaped("a\tb\nc\177")).isEqualTo("a\\011b\\012c\\177");
    }

    @Test
    void addressesAreNumbersForPrograms() {
        assertThat(Cell.address("127.0.0.1").json().toString()).isEqualTo("[127,0,0,1]");
        assertThat(Cell.address("127.0.0.1").pretty()).isEqualTo("{127,0,0,1}");
        assertThat(Cell.address("::1").json().asText()).isEqualTo("::1");
        assertThat(Cell.version(0, 9, 1).plain()).isEqualTo("{0,9,1}");
    }

    @Test
    void nestedTablesKeepTheirTypes() {
        Cell cell =
                cell(
                        "{\"capabilities\":{\"basic.nack\":true},\"list\":[1,\"a\"],\"big\":5000000000}");

        assertThat(cell.plain())
                .isEqualTo(
                        "[{\"capabilities\",[{\"basic.nack\",true}]},{\"list\",[1,\"a\"]},{\"big\",5000000000}]");
        assertThat(cell.pretty())
                .isEqualTo(
                        "{<<\"capabilities\">>,table,[{<<\"basic.nack\">>,bool,true}]}{<<\"list\">>,array,[{signedint,1},{longstr,<<\"a\">>}]}{<<\"big\">>,long,5000000000}");
        assertThat(cell.json().toString())
                .isEqualTo(
                        "[[\"capabilities\",\"table\",[[\"basic.nack\",\"bool\",true]]],[\"list\",\"array\",[[\"signedint\",1],[\"longstr\",\"a\"]]],[\"big\",\"long\",5000000000]]");
    }

    /// As recorded of descriptions and definitions: only csv and json have rules for quotes.
    @Test
    void quotesInATextAreThoseOfTheFormat() {
        Outcome named =
                new Outcome.Listed(
                        new Rows(
                                List.of("name", "definition"),
                                List.of(
                                        List.of(
                                                Cell.text("a \"b\", c"),
                                                Cell.text("{\"max-length\":5}")))),
                        true);

        assertThat(show("table", named, false)).isEqualTo("a \"b\", c\t{\"max-length\":5}\n");
        assertThat(show("csv", named, false))
                .isEqualTo("\"a \"\"b\"\", c\",\"{\"\"max-length\"\":5}\"\n");
        assertThat(show("json", named, false))
                .isEqualTo(
                        """
                        [
                        {"name":"a \\"b\\", c","definition":"{\\"max-length\\":5}"}
                        ]
                        """);
        assertThat(show("pretty_table", named))
                .contains(" a \"b\", c \033(0x\033(B {\"max-length\":5} ");
    }

    @Test
    void plainIsAnotherWordForTheFormatWithoutAName() {
        assertThat(show("plain", QUEUES))
                .isEqualTo(show("", QUEUES))
                .isEqualTo(show("table", QUEUES));
    }

    @Test
    void erlangIsNoFormatHere() {
        assertThat(Formatter.byNameOrNull("erlang")).isNull();
    }
}
