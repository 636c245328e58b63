package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How `rabbitmqadmin` shows what there is: the formats, columns and orders of RabbitMQ 3.10.8's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RabbitmqadminFormatsIT {

    private HttpBroker broker;
    private CommandLine line;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        broker = HttpBroker.start();
        line = new CommandLine(broker.process().data(), work);
        admin("declare", "vhost", "name=few");
        admin(
                "declare",
                "permission",
                "vhost=few",
                "user=guest",
                "configure=.*",
                "write=.*",
                "read=.*");
        admin("-V", "few", "declare", "queue", "name=orders", "arguments={\"x-max-length\":5}");
        admin("-V", "few", "declare", "queue", "name=mail", "durable=false");
        admin(
                "-V",
                "few",
                "declare",
                "binding",
                "source=amq.topic",
                "destination=mail",
                "routing_key=m.#");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Ended admin(String... words) {
        List<String> all = new ArrayList<>(List.of("-P", "" + broker.http().base().getPort()));
        all.addAll(List.of(words));
        return line.run("rabbitmqadmin", all.toArray(String[]::new));
    }

    private String shown(String format, String... words) {
        List<String> all = new ArrayList<>(List.of("-V", "few", "-f", format));
        all.addAll(List.of(words));
        Ended ended = admin(all.toArray(String[]::new));
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    @Test
    void aTableHasItsNamesInTheMiddle() {
        assertThat(shown("table", "list", "queues", "name", "durable", "vhost"))
                .isEqualTo(
                        """
                        +--------+---------+-------+
                        |  name  | durable | vhost |
                        +--------+---------+-------+
                        | mail   | False   | few   |
                        | orders | True    | few   |
                        +--------+---------+-------+
                        """);
    }

    @Test
    void linesForScripts() {
        assertThat(shown("tsv", "list", "queues", "name", "durable"))
                .isEqualTo("name\tdurable\nmail\tFalse\norders\tTrue\n");
        assertThat(shown("kvp", "list", "queues", "name", "durable"))
                .isEqualTo("name=\"mail\" durable=\"False\"\nname=\"orders\" durable=\"True\"\n");
        assertThat(shown("bash", "list", "queues")).isEqualTo("mail orders\n");
    }

    @Test
    void namesAreAllThatIsThereForBash() {
        assertThat(shown("bash", "list", "bindings")).isEmpty();
    }

    @Test
    void blocksStandBetweenRules() {
        String rule = "\n" + "-".repeat(80) + "\n";

        assertThat(shown("long", "list", "queues", "name", "durable"))
                .isEqualTo(
                        rule
                                + "\n   name: mail\ndurable: False\n"
                                + rule
                                + "\n   name: orders\ndurable: True\n"
                                + rule
                                + "\n");
    }

    @Test
    void documentsAreWhatTheNodeSaid() {
        assertThat(shown("raw_json", "list", "queues", "name"))
                .isEqualTo("[{\"name\":\"mail\"},{\"name\":\"orders\"}]\n");
        assertThat(shown("pretty_json", "list", "queues", "name"))
                .isEqualTo(
                        """
                        [
                          {
                            "name": "mail"
                          },
                          {
                            "name": "orders"
                          }
                        ]
                        """);
    }

    @Test
    void nothingIsSaidToBeNothing() {
        for (String format : List.of("table", "tsv", "kvp", "long", "bash")) {
            assertThat(shown(format, "list", "policies")).as(format).isEqualTo("No items\n");
        }
        assertThat(shown("raw_json", "list", "policies")).isEqualTo("[]\n");
        assertThat(shown("pretty_json", "list", "policies")).isEqualTo("[]\n");
    }

    @Test
    void aFormatThatIsNoneIsRefused() {
        assertThat(admin("-f", "yaml", "list", "queues"))
                .isEqualTo(
                        new Ended(
                                1,
                                "",
                                "\nERROR: Format yaml not recognised\n\nrabbitmqadmin --help for help\n\n"));
    }

    @Test
    void columnsMayLieDeeper() {
        assertThat(shown("tsv", "list", "queues", "name", "arguments.x-max-length"))
                .isEqualTo("name\targuments.x-max-length\nmail\t\norders\t5\n");
    }

    @Test
    void withADepthAllColumnsComeTheWellKnownFirst() {
        assertThat(shown("tsv", "-d", "2", "list", "bindings").lines().findFirst())
                .hasValue(
                        "vhost\tsource\tdestination\tdestination_type\trouting_key\tproperties_key");
        assertThat(shown("tsv", "-d", "2", "list", "exchanges").lines().findFirst())
                .hasValue("vhost\tname\ttype\tauto_delete\tdurable\tinternal");
        assertThat(shown("tsv", "--depth=2", "list", "queues").lines().findFirst().orElseThrow())
                .startsWith("vhost\tname\ttype\targuments.x-max-length\tauto_delete\t");
    }

    @Test
    void listsAreSorted() {
        assertThat(shown("tsv", "-S", "durable", "list", "queues", "name").lines())
                .containsExactly("name", "mail", "orders");
        assertThat(shown("tsv", "--sort=name", "--sort-reverse", "list", "queues", "name").lines())
                .containsExactly("name", "orders", "mail");
    }

    @Test
    void optionsMayStandBehindTheVerb() {
        assertThat(admin("list", "queues", "name", "--vhost=few", "--format=tsv").lines())
                .containsExactly("name", "mail", "orders");
    }

    @Test
    void theNodeIsShown() {
        assertThat(shown("table", "show", "overview").lines())
                .element(1)
                .isEqualTo(
                        "| rabbitmq_version | cluster_name | queue_totals.messages | object_totals.queues |");
        assertThat(shown("kvp", "show", "overview", "object_totals.queues"))
                .isEqualTo("object_totals.queues=\"2\"\n");
    }

    @Test
    void everyListHasItsColumns() {
        assertThat(head("users")).isEqualTo("name\thashing_algorithm\tpassword_hash\ttags");
        assertThat(head("vhosts")).isEqualTo("name\tmessages");
        assertThat(head("nodes")).isEqualTo("name\ttype\tmem_used");
        assertThat(head("queues")).isEqualTo("name\tmessages");
        assertThat(head("exchanges")).isEqualTo("name\ttype");
        assertThat(head("bindings")).isEqualTo("source\tdestination\trouting_key");
        assertThat(head("permissions")).isEqualTo("vhost\tconfigure\tread\tuser\twrite");
    }

    private String head(String kind) {
        return shown("tsv", "list", kind).lines().findFirst().orElseThrow();
    }
}
