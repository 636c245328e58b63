package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.QuickCommands;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `rabbitmqctl` prints in each of its formats: headers, quotes, order and errors as recorded
/// from RabbitMQ 3.10.8.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CtlFormatsIT {

    private static final String NODE = WarrenProcess.NODE;

    private HttpBroker broker;
    private QuickCommands commands;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        commands = QuickCommands.of(broker.process().data());
        ctl("add_vhost", "few", "--description", "a \"few\"", "--tags", "one,two");
        ctl("set_permissions", "-p", "few", "guest", ".*", "", "^r");
        ctl("set_policy", "-p", "few", "short", "^o", "{\"max-length\":5}", "--apply-to", "queues");
        ctl("set_vhost_limits", "-p", "few", "{\"max-queues\":9}");
        commands.run(
                "warren",
                "-p",
                "few",
                "declare",
                "queue",
                "orders",
                "--argument",
                "x-message-ttl=600000",
                "--argument",
                "x-queue-mode=lazy");
    }

    @AfterAll
    void stop() throws IOException {
        commands.close();
        broker.close();
    }

    private void ctl(String... words) {
        Ended ended = commands.run("rabbitmqctl", words);
        assertThat(ended.status()).as(ended.toString()).isZero();
    }

    private Ended in(String format, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!format.isEmpty()) {
            all.addAll(List.of("--formatter", format));
        }
        return commands.run(all.getFirst(), all.subList(1, all.size()).toArray(String[]::new));
    }

    private String shown(String format, String... words) {
        Ended ended = in(format, words);
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    /// `rabbitmqctl list_queues` has a line of its own for the time that it may take.
    private static final String[] QUEUES = {
        "rabbitmqctl",
        "list_queues",
        "-p",
        "few",
        "name",
        "durable",
        "arguments",
        "policy",
        "messages"
    };

    private static final String[] VHOSTS = {
        "rabbitmqctl", "list_vhosts", "name", "description", "tags", "tracing"
    };

    private static final String[] LIMITS = {"rabbitmqctl", "list_vhost_limits", "-p", "few"};

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "table"})
    void linesHaveTabsAfterABanner(String format) {
        assertThat(shown(format, QUEUES))
                .isEqualTo(
                        "Timeout: 60.0 seconds ...\nListing queues for vhost few ...\n"
                                + "name\tdurable\targuments\tpolicy\tmessages\n"
                                + "orders\ttrue\t[{\"x-message-ttl\",600000},{\"x-queue-mode\",\"lazy\"}]\tshort\t0\n");
        assertThat(shown(format, VHOSTS).lines())
                .startsWith("Listing vhosts ...", "name\tdescription\ttags\ttracing")
                .contains("few\ta \"few\"\t[one, two]\tfalse");
        assertThat(shown(format, LIMITS))
                .isEqualTo("Listing limits for vhost \"few\" ...\n{\"max-queues\":9}\n");
        assertThat(shown(format, "rabbitmqctl", "list_permissions", "-p", "few"))
                .isEqualTo(
                        "Listing permissions for vhost \"few\" ...\nuser\tconfigure\twrite\tread\nguest\t.*\t\t^r\n");
        assertThat(shown(format, "rabbitmqctl", "list_policies", "-p", "few"))
                .isEqualTo(
                        """
                        Listing policies for vhost "few" ...
                        vhost\tname\tpattern\tapply-to\tdefinition\tpriority
                        few\tshort\t^o\tqueues\t{"max-length":5}\t0
                        """);
    }

    @Test
    void documentsHaveNoBanner() {
        assertThat(shown("json", QUEUES))
                .isEqualTo(
                        """
                        [
                        {"name":"orders","durable":true,"arguments":[["x-message-ttl","signedint",600000],["x-queue-mode","longstr","lazy"]],"policy":"short","messages":0}
                        ]
                        """);
        assertThat(shown("json", VHOSTS))
                .startsWith("[\n{")
                .endsWith("}\n]\n")
                .contains(
                        "{\"name\":\"few\",\"description\":\"a \\\"few\\\"\",\"tags\":[\"one\",\"two\"],\"tracing\":false}");
        assertThat(shown("json", LIMITS))
                .isEqualTo(
                        "{\"node\":\"%s\",\"result\":\"ok\",\"value\":\"{\\\"max-queues\\\":9}\"}\n"
                                .formatted(NODE));
        assertThat(shown("json", "rabbitmqctl", "list_policies", "-p", "few"))
                .contains("\"definition\":\"{\\\"max-length\\\":5}\",\"priority\":0");
        assertThat(shown("json", "rabbitmqctl", "ping"))
                .isEqualTo("{\"message\":\"Ping succeeded\"}\n");
        assertThat(shown("json", "rabbitmqctl", "version"))
                .isEqualTo(
                        "{\"node\":\"%s\",\"result\":\"ok\",\"value\":{\"version\":\"4.2.0\"}}\n"
                                .formatted(NODE));
        assertThat(shown("json", "rabbitmq-diagnostics", "alarms"))
                .isEqualTo("{\"alarms\":[],\"node\":\"%s\",\"result\":\"ok\"}\n".formatted(NODE));
        assertThat(shown("json", "rabbitmqctl", "list_queues", "-p", "gone")).isEqualTo("[\n]\n");
    }

    @Test
    void everyValueIsQuotedInCsv() {
        assertThat(shown("csv", QUEUES))
                .isEqualTo(
                        """
                        "name","durable","arguments","policy","messages"
                        "orders","true","[{""x-message-ttl"",600000},{""x-queue-mode"",""lazy""}]","short","0"
                        """);
        assertThat(shown("csv", VHOSTS).lines())
                .contains("\"few\",\"a \"\"few\"\"\",\"[one, two]\",\"false\"");
        assertThat(shown("csv", "rabbitmqctl", "list_permissions", "-p", "few"))
                .isEqualTo(
                        "\"user\",\"configure\",\"write\",\"read\"\n\"guest\",\".*\",\"\",\"^r\"\n");
        assertThat(shown("csv", "rabbitmqctl", "version")).isEqualTo("\"version\"\n\"4.2.0\"\n");
        assertThat(shown("csv", "rabbitmq-diagnostics", "listeners"))
                .startsWith("\"node\",\"protocol\",\"interface\",\"port\",\"purpose\"\n")
                .contains(
                        "\"%s\",\"amqp\",\"[::]\",\"%d\",\"AMQP 0-9-1\"\n"
                                .formatted(NODE, broker.process().port()));
        assertThat(shown("csv", "rabbitmqctl", "list_queues", "-p", "gone")).isEmpty();
    }

    @Test
    void csvHasNoWordsForSentences() {
        assertThat(in("csv", "rabbitmqctl", "ping")).isEqualTo(noWords("Ping succeeded"));
        assertThat(in("csv", LIMITS)).isEqualTo(noWords("{\\\"max-queues\\\":9}"));
        assertThat(in("csv", "rabbitmq-diagnostics", "alarms"))
                .isEqualTo(noWords("Node " + NODE + " reported no alarms, local or clusterwide"));
    }

    private static Ended noWords(String value) {
        return new Ended(
                70,
                "",
                "%%Protocol.UndefinedError{protocol: Enumerable, value: \"%s\", description: \"\"}\n\n"
                        .formatted(value));
    }

    @Test
    void tablesAreDrawn() {
        assertThat(shown("pretty_table", "rabbitmqctl", "list_users"))
                .isEqualTo(
                        """
                        Listing users ...
                        \033(0lqqqqqqqwqqqqqqqqqqqqqqqk\033(B
                        \033(0x\033(B \033[1muser\033[0m  \033(0x\033(B \033[1mtags\033[0m          \033(0x\033(B
                        \033(0tqqqqqqqnqqqqqqqqqqqqqqqu\033(B
                        \033(0x\033(B guest \033(0x\033(B administrator \033(0x\033(B
                        \033(0mqqqqqqqvqqqqqqqqqqqqqqqj\033(B
                        """);
        assertThat(shown("pretty_table", LIMITS))
                .startsWith("Listing limits for vhost \"few\" ...\n\033(0lqqq")
                .contains("\033[1mOutput\033[0m", "{\"max-queues\":9}");
        assertThat(shown("pretty_table", "rabbitmqctl", "version"))
                .contains("\033(0x\033(B 4.2.0  \033(0x\033(B\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "table", "pretty_table", "json", "csv"})
    void errorsAreTheSameInEveryFormat(String format) {
        // Each format with a user of its own: the node slows down who guesses.
        String user = "nobody" + format;
        assertThat(in(format, "rabbitmqctl", "authenticate_user", user, "wrong"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(65))
                .satisfies(ended ->
                        assertThat(ended.err())
                                .isEqualTo(
                                        "Error:\nError: failed to authenticate user \"%1$s\"\nuser '%1$s' - invalid credentials\n"
                                                .formatted(user)));
        assertThat(in(format, "rabbitmqctl", "add_user"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(64))
                .satisfies(ended -> assertThat(ended.out()).isEmpty())
                .satisfies(ended ->
                        assertThat(ended.err())
                                .startsWith(
                                        "Error (argument validation): not enough arguments.\nArguments given:\n\tadd_user")
                                .contains("\n\n\033[1mUsage\033[0m\n\nrabbitmqctl "));
        assertThat(in(format, "rabbitmqctl", "list_queues", "nonesuch").err())
                .startsWith(
                        "Error (argument validation): Info key(s) nonesuch are not supported\n");
        assertThat(in(format, "rabbitmqctl", "no_such_command").status()).isEqualTo(64);
    }

    @Test
    void bannersAndHeadersMayBeLeftOut() {
        assertThat(shown("", "rabbitmqctl", "-q", "list_vhosts", "name").lines().findFirst())
                .hasValue("name");
        assertThat(shown("", "rabbitmqctl", "list_users", "-s"))
                .isEqualTo("guest\t[administrator]\n");
        assertThat(shown("", "rabbitmqctl", "list_users", "--no-table-headers"))
                .isEqualTo("Listing users ...\nguest\t[administrator]\n");
        assertThat(shown("csv", "rabbitmqctl", "list_users", "-s"))
                .endsWith("\"guest\",\"[administrator]\"\n");
    }
}
