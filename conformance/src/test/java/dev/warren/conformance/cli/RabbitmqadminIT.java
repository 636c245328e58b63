package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The script for the HTTP API, with what RabbitMQ's of 3.10.8 said.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RabbitmqadminIT {

    private Path work;
    private HttpBroker broker;
    private CommandLine line;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        work = directory;
        broker = HttpBroker.start();
        line = new CommandLine(broker.process().data(), work);
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

    @Test
    void aQueueIsDeclaredListedAndDeleted() {
        assertThat(
                        admin(
                                "declare",
                                "queue",
                                "name=ra",
                                "durable=true",
                                "arguments={\"x-max-length\":5}"))
                .isEqualTo(new Ended(0, "queue declared\n", ""));
        assertThat(admin("-f", "tsv", "list", "queues", "name", "durable").lines())
                .contains("name\tdurable", "ra\tTrue");
        assertThat(admin("list", "exchanges").lines())
                .contains("|        name        |  type   |", "| amq.topic          | topic   |");
        assertThat(admin("-f", "kvp", "list", "queues", "name", "messages").lines())
                .contains("name=\"ra\" messages=\"0\"");
        assertThat(admin("purge", "queue", "name=ra").out()).isEqualTo("queue purged\n");
        assertThat(admin("delete", "queue", "name=ra").out()).isEqualTo("queue deleted\n");
        assertThat(admin("delete", "queue", "name=ra"))
                .isEqualTo(new Ended(1, "", "*** Not found: /api/queues/%2F/ra\n\n"));
    }

    @Test
    void bindingsAreMadeAndTakenBack() {
        admin("declare", "queue", "name=rab");
        assertThat(admin("declare", "exchange", "name=rae", "type=topic").out())
                .isEqualTo("exchange declared\n");
        assertThat(
                        admin(
                                        "declare",
                                        "binding",
                                        "source=rae",
                                        "destination=rab",
                                        "routing_key=a.#")
                                .out())
                .isEqualTo("binding declared\n");
        assertThat(
                        admin(
                                        "delete",
                                        "binding",
                                        "source=rae",
                                        "destination_type=queue",
                                        "destination=rab",
                                        "properties_key=a.%23")
                                .out())
                .isEqualTo("binding deleted\n");
    }

    @Test
    void mistakesEndWithOneLineAnd1() {
        admin("declare", "queue", "name=rac");

        assertThat(admin("declare", "queue", "name=rac", "durable=false"))
                .isEqualTo(
                        new Ended(
                                1,
                                "",
                                "*** inequivalent arg 'durable' for queue 'rac' in vhost '/': received 'false' but current is 'true'\n\n"));
        assertThat(admin("-p", "wrong", "list", "queues").err())
                .isEqualTo("*** Access refused: /api/queues?columns=name,messages\n\n");
        assertThat(line.run("rabbitmqadmin", "-P", "1", "list", "queues").err())
                .startsWith("*** Could not connect: ");
        assertThat(admin("declare", "queue").err())
                .isEqualTo("*** mandatory argument 'name' required\n\n");
    }

    @Test
    void definitionsGoToAFile() throws IOException {
        Path file = work.resolve("definitions.json");

        assertThat(admin("export", file.toString()).status()).isZero();

        assertThat(Files.readString(file)).contains("\"queues\"");
    }

    @Test
    void theNodeHandsOutTheSameScript() throws IOException {
        var request = broker.http().request("/cli/rabbitmqadmin");

        assertThat(broker.http().send(request, "GET", "").response().body())
                .isEqualTo(Files.readString(Broker.root().resolve("bin/rabbitmqadmin")));
    }
}
