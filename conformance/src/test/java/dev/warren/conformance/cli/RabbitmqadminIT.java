package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.impl.AMQConnection;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
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
    }

    @Test
    void aLineThatMakesNoSenseIsRefusedBeforeAnythingIsAsked() {
        assertThat(admin("declare", "queue"))
                .isEqualTo(misused("mandatory argument \"name\" is required"));
        assertThat(admin("declare", "queue", "name"))
                .isEqualTo(misused("Argument \"name\" not in the name=value format"));
        assertThat(admin("declare", "queue", "nam=e"))
                .isEqualTo(misused("Argument \"nam\" is not recognised"));
        assertThat(admin("declare", "queue", "name=e", "arguments={"))
                .isEqualTo(misused("Could not parse JSON: {"));
        assertThat(admin("declare", "user", "name=u", "tags="))
                .isEqualTo(
                        misused(
                                "one of the arguments \"password\" and \"password_hash\" is required"));
        assertThat(admin("declare", "rabbit")).isEqualTo(misused("Type rabbit not recognised"));
        assertThat(admin("delete")).isEqualTo(misused("Type not specified"));
        assertThat(admin("list", "rabbits")).isEqualTo(misused("Don't know how to list rabbits"));
        assertThat(admin("feed")).isEqualTo(misused("Action feed not understood"));
        assertThat(admin()).isEqualTo(misused("Action not specified"));
    }

    private static Ended misused(String text) {
        return new Ended(1, "", "\nERROR: " + text + "\n\nrabbitmqadmin --help for help\n\n");
    }

    /// Each kind with what is mandatory and what there is else, and its own name in the answer.
    @Test
    void everythingIsDeclaredAndDeleted() {
        declared("vhost", "name=rav", "tracing=true");
        declared("user", "name=rau", "password=p", "tags=monitoring");
        declared("user", "name=rau2", "password_hash=", "tags=");
        declared("permission", "vhost=rav", "user=rau", "configure=^a", "write=", "read=.*");
        declared("exchange", "name=rax", "type=direct", "internal=true", "auto_delete=true");
        declared("queue", "name=rax", "queue_type=quorum");
        declared(
                "binding", "source=rax", "destination=rax", "routing_key=k", "arguments={\"a\":1}");
        declared("binding", "source=amq.fanout", "destination_type=exchange", "destination=rax");
        declared(
                "policy",
                "name=rap",
                "pattern=^ra",
                "definition={\"max-length\":5}",
                "priority=3",
                "apply-to=queues");
        declared("operator_policy", "name=rap", "pattern=^ra", "definition={\"expires\":500000}");
        declared(
                "parameter",
                "component=federation-upstream",
                "name=rap",
                "value={\"uri\":\"amqp://localhost:1\"}");
        declared("vhost_limit", "vhost=rav", "name=max-queues", "value=5");
        declared("user_limit", "user=rau", "name=max-channels", "value=5");

        assertThat(listed("vhosts", "name", "tracing")).contains("rav\tTrue");
        assertThat(listed("users", "name", "tags")).contains("rau\tmonitoring", "rau2\t");
        assertThat(listed("permissions")).contains("rav\t^a\t.*\trau\t");
        assertThat(listed("exchanges", "name", "type", "internal", "auto_delete"))
                .contains("rax\tdirect\tTrue\tTrue");
        assertThat(listed("queues", "name", "type")).contains("rax\tquorum");
        assertThat(listed("bindings", "source", "destination", "destination_type", "arguments.a"))
                .contains("rax\trax\tqueue\t1", "amq.fanout\trax\texchange\t");
        assertThat(listed("policies")).contains("/\trap\tqueues\t{\"max-length\": 5}\t^ra\t3");
        assertThat(listed("operator_policies", "name", "definition"))
                .contains("rap\t{\"expires\": 500000}");
        assertThat(listed("parameters", "component", "name")).contains("federation-upstream\trap");
        assertThat(listed("vhost_limits")).contains("rav\t{\"max-queues\": 5}");
        assertThat(listed("user_limits")).contains("rau\t{\"max-channels\": 5}");

        deleted("user_limit", "user=rau", "name=max-channels");
        deleted("vhost_limit", "vhost=rav", "name=max-queues");
        deleted("parameter", "component=federation-upstream", "name=rap");
        deleted("operator_policy", "name=rap");
        deleted("policy", "name=rap");
        deleted("binding", "source=amq.fanout", "destination_type=exchange", "destination=rax");
        deleted("queue", "name=rax");
        deleted("permission", "vhost=rav", "user=rau");
        deleted("user", "name=rau");
        deleted("user", "name=rau2");
        deleted("vhost", "name=rav");
        assertThat(admin("delete", "policy", "name=rap").err())
                .isEqualTo("*** Not found: /api/policies/%2F/rap\n\n");
    }

    private void declared(String kind, String... words) {
        assertThat(verb("declare", kind, words)).isEqualTo(new Ended(0, kind + " declared\n", ""));
    }

    private void deleted(String kind, String... words) {
        assertThat(verb("delete", kind, words)).isEqualTo(new Ended(0, kind + " deleted\n", ""));
    }

    private Ended verb(String verb, String kind, String... words) {
        List<String> all = new ArrayList<>(List.of(verb, kind));
        all.addAll(List.of(words));
        return admin(all.toArray(String[]::new));
    }

    private List<String> listed(String kind, String... columns) {
        List<String> all = new ArrayList<>(List.of("-f", "tsv", "list", kind));
        all.addAll(List.of(columns));
        return admin(all.toArray(String[]::new)).lines();
    }

    @Test
    void messagesArePublishedAndGot() throws IOException {
        admin("declare", "queue", "name=ram");
        Path file = work.resolve("payload");

        assertThat(publish("payload=one", "properties={\"headers\":{\"k\":\"v\"}}"))
                .isEqualTo("Message published\n");
        assertThat(publish("payload=dHdv", "payload_encoding=base64"))
                .isEqualTo("Message published\n");
        assertThat(
                        line.runWith(
                                        "three",
                                        "rabbitmqadmin",
                                        "-P",
                                        port(),
                                        "publish",
                                        "routing_key=ram")
                                .out())
                .isEqualTo("Message published\n");
        assertThat(admin("publish", "exchange=amq.direct", "routing_key=no", "payload=x").out())
                .isEqualTo("Message published but NOT routed\n");
        assertThat(admin("-f", "tsv", "-d", "3", "get", "queue=ram", "count=9").lines())
                .containsExactly(
                        "routing_key\texchange\tmessage_count\tpayload\tpayload_bytes\tpayload_encoding\tproperties.headers.k\tredelivered",
                        "ram\t\t2\tone\t3\tstring\tv\tFalse",
                        "ram\t\t1\ttwo\t3\tstring\t\tFalse",
                        "ram\t\t0\tthree\t5\tstring\t\tFalse");
        assertThat(
                        admin(
                                        "-f",
                                        "tsv",
                                        "get",
                                        "queue=ram",
                                        "ackmode=ack_requeue_false",
                                        "payload_file=" + file)
                                .lines())
                .containsExactly(
                        "routing_key\texchange\tmessage_count\tpayload_bytes\tredelivered",
                        "ram\t\t2\t3\tTrue");
        assertThat(Files.readString(file)).isEqualTo("one");
        assertThat(admin("-f", "tsv", "get", "queue=ram", "encoding=base64").lines())
                .contains("ram\t\t1\tdHdv\t3\tbase64\tTrue");
        admin("purge", "queue", "name=ram");
        assertThat(admin("get", "queue=ram").out()).isEqualTo("No items\n");
    }

    private String port() {
        return "" + broker.http().base().getPort();
    }

    private String publish(String... words) {
        return verb("publish", "routing_key=ram", words).out();
    }

    @Test
    void messagesThatMakeNoSenseAreRefusedByTheNode() {
        admin("declare", "queue", "name=ran");

        assertThat(admin("publish", "routing_key=ran", "payload=!", "payload_encoding=base64"))
                .isEqualTo(new Ended(1, "", "*** ['not_base64', '!']\n\n"));
        assertThat(admin("publish", "exchange=gone", "routing_key=k", "payload=x").err())
                .isEqualTo("*** 404 NOT_FOUND - no exchange 'gone' in vhost '/'\n\n");
        assertThat(admin("get", "queue=ran", "count=many").err())
                .isEqualTo("*** ['not_int', 'count']\n\n");
        assertThat(admin("get", "queue=gone").err())
                .isEqualTo("*** Not found: /api/queues/%2F/gone/get\n\n");
    }

    @Test
    void aConnectionIsClosed() throws Exception {
        var connection = broker.process().factory().newConnection();
        var closed = new CountDownLatch(1);
        connection.addShutdownListener(_ -> closed.countDown());
        String name =
                "127.0.0.1:%d -> 127.0.0.1:%d"
                        .formatted(
                                ((AMQConnection) connection).getLocalPort(),
                                broker.process().port());
        Awaitility.await(name).until(() -> listed("connections", "name").contains(name));

        assertThat(admin("close", "connection", "name=" + name))
                .isEqualTo(new Ended(0, "connection closed\n", ""));
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(admin("close", "connection", "name=gone").err())
                .isEqualTo("*** Not found: /api/connections/gone\n\n");
    }

    @Test
    void definitionsGoToAFile() throws IOException {
        Path file = work.resolve("definitions.json");

        assertThat(admin("export", file.toString()).out())
                .isEqualTo("Exported definitions for localhost to \"" + file + "\"\n");

        assertThat(Files.readString(file)).contains("\"queues\"").contains("\"users\"");
    }

    @Test
    void definitionsComeFromAFile() throws IOException {
        Path file =
                Files.writeString(
                        work.resolve("import.json"),
                        """
                        {"queues":[{"name":"rai","durable":true,"auto_delete":false,"arguments":{}}]}
                        """);

        assertThat(admin("-V", "/", "import", file.toString()).out())
                .startsWith("Uploaded definitions from \"" + file + "\" to localhost.");
        assertThat(listed("queues", "name")).contains("rai");
        assertThat(admin("-q", "delete", "queue", "name=rai")).isEqualTo(new Ended(0, "", ""));
        assertThat(admin("import", work + "/none"))
                .isEqualTo(
                        new Ended(
                                1,
                                "",
                                "*** [Errno 2] No such file or directory: '"
                                        + work
                                        + "/none'\n\n"));
    }

    @Test
    void theNodeHandsOutTheSameScript() throws IOException {
        var request = broker.http().request("/cli/rabbitmqadmin");

        assertThat(broker.http().send(request, "GET", "").response().body())
                .isEqualTo(Files.readString(Broker.root().resolve("bin/rabbitmqadmin")));
    }
}
