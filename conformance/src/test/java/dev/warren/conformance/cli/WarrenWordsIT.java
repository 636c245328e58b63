package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.QuickCommands;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The words of `warren` itself, with which people try something out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class WarrenWordsIT {

    private HttpBroker broker;
    private CommandLine line;
    private QuickCommands commands;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        broker = HttpBroker.start();
        line = new CommandLine(broker.process().data(), work);
        commands = QuickCommands.of(broker.process().data());
    }

    @AfterAll
    void stop() throws IOException {
        commands.close();
        broker.close();
    }

    private Ended warren(String... words) {
        return commands.run("warren", words);
    }

    private static Ended silently() {
        return said("");
    }

    private static Ended said(String text) {
        return new Ended(0, text, "");
    }

    private static Ended refused(int status, String text) {
        return new Ended(status, "", "Error:\n" + text + "\n");
    }

    /// As processes of their own: from the script to the node and back.
    @Test
    void theScriptTriesAQueueOut() {
        assertThat(line.run("warren", "declare", "queue", "tried")).isEqualTo(silently());
        assertThat(line.runWith("from a file\n", "warren", "publish", "", "tried"))
                .isEqualTo(said("Message published\n"));
        assertThat(line.run("warren", "get", "tried"))
                .isEqualTo(
                        said(
                                "exchange\trouting_key\tredelivered\theaders\tpayload\n"
                                        + "\ttried\tfalse\t[]\tfrom a file\\012\n"));
        assertThat(line.run("warren", "list", "queues", "-q").lines()).contains("tried\t0");
        assertThat(line.run("warren", "status").out())
                .startsWith("Status of node " + WarrenProcess.NODE + " ...\n");
    }

    /// `warren -p v list queues`, as the options of the other programs.
    @Test
    void optionsMayStandBeforeTheWord() {
        assertThat(line.run("warren", "-q", "-p", "/", "list", "vhosts", "name"))
                .isEqualTo(said("name\n/\n"));
        assertThat(line.run("warren", "--nonesuch", "list", "vhosts"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(64))
                .satisfies(ended -> assertThat(ended.err()).contains("--nonesuch"));
    }

    @Test
    void theServerKeepsItsOwnOptions() {
        assertThat(line.run("warren", "--version").out()).startsWith("Warren ");
        assertThat(line.run("warren", "--help").out()).startsWith("Usage: warren server ");
        assertThat(line.run("warren").status()).isEqualTo(64);
    }

    @Test
    void queuesAreDeclaredWithAllThatTheyTake() {
        assertThat(
                        warren(
                                "declare",
                                "queue",
                                "dq",
                                "--type",
                                "quorum",
                                "--argument",
                                "x-max-length=5",
                                "--argument",
                                "x-overflow=reject-publish"))
                .isEqualTo(silently());
        assertThat(warren("declare", "queue", "dt", "--transient", "--auto-delete"))
                .isEqualTo(silently());

        assertThat(warren("list", "queues", "name", "type", "durable", "auto_delete").lines())
                .contains("dq\tquorum\ttrue\tfalse", "dt\tclassic\tfalse\ttrue");
        assertThat(warren("list", "queues", "name", "arguments").out())
                .contains("{\"x-max-length\",5}", "{\"x-overflow\",\"reject-publish\"}");
        assertThat(warren("delete", "queue", "dq")).isEqualTo(silently());
        assertThat(warren("delete", "queue", "dq")).isEqualTo(refused(69, "Not Found"));
        assertThat(warren("delete", "queue", "dt")).isEqualTo(silently());
    }

    @Test
    void messagesTakeTheWayOfABinding() {
        warren("declare", "queue", "bq");
        warren("declare", "exchange", "bx", "topic");
        assertThat(warren("declare", "binding", "bx", "bq", "--key", "a.#")).isEqualTo(silently());

        assertThat(warren("publish", "bx", "a.b", "hello", "--header", "n=1", "--header", "s=x"))
                .isEqualTo(said("Message published\n"));
        assertThat(warren("publish", "bx", "z", "hello"))
                .isEqualTo(said("Message published but NOT routed\n"));
        assertThat(warren("list", "bindings").lines()).contains("bx\texchange\tbq\tqueue\ta.#\t[]");
        assertThat(warren("peek", "bq", "--count", "5").lines())
                .containsExactly(
                        "exchange\trouting_key\tredelivered\theaders\tpayload",
                        "bx\ta.b\tfalse\t[{\"n\",1},{\"s\",\"x\"}]\thello");
        assertThat(warren("get", "bq", "--formatter", "csv").lines())
                .containsExactly(
                        "\"exchange\",\"routing_key\",\"redelivered\",\"headers\",\"payload\"",
                        "\"bx\",\"a.b\",\"true\",\"[{\"\"n\"\",1},{\"\"s\"\",\"\"x\"\"}]\",\"hello\"");
        assertThat(warren("get", "bq")).isEqualTo(silently());
        warren("delete", "queue", "bq");
        assertThat(warren("delete", "exchange", "bx")).isEqualTo(silently());
    }

    @Test
    void manyMessagesComeAtOnceAndAllGoByPurge() {
        warren("declare", "queue", "pq");
        for (String body : new String[] {"1", "2", "3"}) {
            warren("publish", "", "pq", body);
        }

        assertThat(warren("get", "pq", "--count", "2", "-s").lines())
                .containsExactly("\tpq\tfalse\t[]\t1", "\tpq\tfalse\t[]\t2");
        assertThat(warren("purge", "pq")).isEqualTo(silently());
        assertThat(warren("peek", "pq", "--formatter", "json")).isEqualTo(said("[\n]\n"));
        assertThat(warren("purge", "gone")).isEqualTo(refused(69, "Not Found"));
        warren("delete", "queue", "pq");
    }

    @Test
    void aVirtualHostIsChosen() {
        commands.run("rabbitmqctl", "add_vhost", "away");

        assertThat(warren("-p", "away", "declare", "queue", "aq")).isEqualTo(silently());
        assertThat(warren("list", "queues", "-p", "away", "name").lines())
                .containsExactly("name", "aq");
        assertThat(warren("list", "queues", "name").lines()).doesNotContain("aq");
        assertThat(warren("-p", "gone", "declare", "queue", "aq").status()).isEqualTo(65);
        commands.run("rabbitmqctl", "delete_vhost", "away");
    }

    @Test
    void listsAreThoseOfRabbitmqctl() {
        assertThat(warren("list", "users").lines())
                .containsExactly("user\ttags", "guest\t[administrator]");
        assertThat(warren("list", "permissions").lines())
                .containsExactly("user\tconfigure\twrite\tread", "guest\t.*\t.*\t.*");
        assertThat(warren("list", "vhosts").lines()).containsExactly("name", "/");
        assertThat(warren("list", "exchanges").lines()).contains("amq.topic\ttopic");
        assertThat(warren("list", "queues", "nonesuch").err())
                .startsWith(
                        "Error (argument validation): Info key(s) nonesuch are not supported\n");
    }

    @Test
    void whatIsWrongIsTold() {
        assertThat(warren("list", "rabbits"))
                .isEqualTo(refused(64, "there are no 'rabbits' to list"));
        assertThat(warren("declare", "rabbit", "x"))
                .isEqualTo(refused(64, "'rabbit' is neither queue nor exchange"));
        assertThat(warren("delete", "binding", "x"))
                .isEqualTo(refused(64, "'binding' is neither queue nor exchange"));
        assertThat(warren("declare", "exchange", "x"))
                .isEqualTo(refused(64, "one more name is needed: see 'warren help declare'"));
        assertThat(warren("declare", "queue", "x", "--argument", "x"))
                .isEqualTo(refused(64, "--argument takes key=value"));
        assertThat(warren("get", "x", "--count", "many"))
                .isEqualTo(new Ended(64, "", "Error: --count takes a number, not 'many'\n"));
        assertThat(warren("get", "gone"))
                .isEqualTo(refused(69, "NOT_FOUND - no queue 'gone' in vhost '/'"));
        assertThat(warren("publish", "gone", "k", "x"))
                .isEqualTo(refused(69, "404 NOT_FOUND - no exchange 'gone' in vhost '/'"));
        assertThat(warren("declare", "exchange", "amq.topic", "fanout").status()).isEqualTo(69);
        assertThat(warren("dig").err()).startsWith("\nCommand 'dig' not found.");
    }
}
