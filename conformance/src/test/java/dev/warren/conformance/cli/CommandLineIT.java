package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One broker, each test with names of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class CommandLineIT {

    private static final String NODE = WarrenProcess.NODE;

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

    private Connection connect(String user, String password, String vhost)
            throws IOException, TimeoutException {
        ConnectionFactory factory = broker.process().factory();
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(vhost);
        return factory.newConnection();
    }

    // --- users ---------------------------------------------------------------------------------

    @Test
    void aUserIsMadeAndComesInWhereItMay() throws IOException, TimeoutException {
        Ended added = line.ctl("add_user", "ann", "s3cret");
        line.ctl("add_vhost", "anns");
        line.ctl("set_permissions", "-p", "anns", "ann", ".*", ".*", ".*");

        assertThat(added.out())
                .isEqualTo(
                        """
                        Adding user "ann" ...
                        Done. Don't forget to grant the user permissions to some virtual hosts! See 'rabbitmqctl help set_permissions' to learn more.
                        """);
        connect("ann", "s3cret", "anns").close();
        assertThatThrownBy(() -> connect("ann", "s3cret", "/")).isInstanceOf(IOException.class);
        assertThat(line.ctl("list_permissions", "-p", "anns", "-q").lines())
                .containsExactly("user\tconfigure\twrite\tread", "ann\t.*\t.*\t.*");
        line.ctl("change_password", "ann", "other");
        assertThatThrownBy(() -> connect("ann", "s3cret", "anns")).isInstanceOf(IOException.class);
        connect("ann", "other", "anns").close();
        line.ctl("delete_user", "ann");
        assertThatThrownBy(() -> connect("ann", "other", "anns")).isInstanceOf(IOException.class);
    }

    @Test
    void tagsArePutOnAUserAndThePasswordStays() {
        line.ctl("add_user", "bea", "pw");
        Ended tagged = line.ctl("set_user_tags", "bea", "monitoring", "management");

        assertThat(tagged.out())
                .isEqualTo("Setting tags for user \"bea\" to [monitoring, management] ...\n");
        assertThat(line.ctl("list_users", "--silent").lines())
                .contains("bea\t[monitoring, management]");
        assertThat(line.ctl("authenticate_user", "bea", "pw").out())
                .isEqualTo("Authenticating user \"bea\" ...\nSuccess\n");
    }

    @Test
    void aPasswordMayComeFromTheStandardInput() {
        assertThat(line.runWith("secret\n", "rabbitmqctl", "add_user", "cem").status()).isZero();
        assertThat(line.runWith("secret\n", "rabbitmqctl", "authenticate_user", "cem").status())
                .isZero();
    }

    @Test
    void whatIsWrongWithAUserIsToldAsRabbitDoes() {
        line.ctl("add_user", "dot", "pw");

        assertThat(line.run("rabbitmqctl", "add_user", "dot", "pw"))
                .isEqualTo(
                        new Ended(
                                70,
                                "Adding user \"dot\" ...\n",
                                "Error:\nUser \"dot\" already exists\n"));
        assertThat(line.run("rabbitmqctl", "delete_user", "nobody"))
                .isEqualTo(
                        new Ended(
                                67,
                                "Deleting user \"nobody\" ...\n",
                                "Error:\nUser \"nobody\" does not exist\n"));
        assertThat(line.run("rabbitmqctl", "authenticate_user", "dot", "wrong"))
                .isEqualTo(
                        new Ended(
                                65,
                                "Authenticating user \"dot\" ...\n",
                                "Error:\nError: failed to authenticate user \"dot\"\nuser 'dot' - invalid credentials\n"));
        assertThat(line.run("rabbitmqctl", "set_permissions", "-p", "gone", "dot", "", "", ""))
                .isEqualTo(
                        new Ended(
                                69,
                                "Setting permissions for user \"dot\" in vhost \"gone\" ...\n",
                                "Error:\nVirtual host gone does not exist\n"));
        assertThat(line.run("rabbitmqctl", "add_user").status()).isEqualTo(64);
    }

    // --- virtual hosts, policies -----------------------------------------------------------------

    @Test
    void virtualHostsComeAndGo() {
        assertThat(line.ctl("add_vhost", "vh", "--description", "of a test", "--tags", "a,b").out())
                .isEqualTo("Adding vhost \"vh\" ...\n");
        line.ctl("add_vhost", "vh");
        line.ctl("trace_on", "-p", "vh");

        assertThat(line.ctl("list_vhosts", "name", "description", "tags", "tracing", "-q").lines())
                .contains("vh\tof a test\t[a, b]\ttrue");
        assertThat(line.ctl("delete_vhost", "vh").out()).isEqualTo("Deleting vhost \"vh\" ...\n");
        assertThat(line.run("rabbitmqctl", "delete_vhost", "vh"))
                .isEqualTo(
                        new Ended(
                                65,
                                "Deleting vhost \"vh\" ...\n",
                                "Virtual host 'vh' does not exist\n"));
    }

    @Test
    void policiesAreSetListedAndCleared() {
        line.ctl("add_vhost", "pols");
        Ended set =
                line.ctl(
                        "set_policy",
                        "-p",
                        "pols",
                        "p1",
                        "^a",
                        "{\"max-length\":10}",
                        "--priority",
                        "3");

        assertThat(set.out())
                .isEqualTo(
                        "Setting policy \"p1\" for pattern \"^a\" to \"{\"max-length\":10}\" with priority \"3\" for vhost \"pols\" ...\n");
        assertThat(line.ctl("list_policies", "-p", "pols", "-q").lines())
                .containsExactly(
                        "vhost\tname\tpattern\tapply-to\tdefinition\tpriority",
                        "pols\tp1\t^a\tall\t{\"max-length\":10}\t3");
        assertThat(
                        line.run(
                                        "rabbitmqctl",
                                        "set_policy",
                                        "-p",
                                        "pols",
                                        "p2",
                                        "^a",
                                        "{\"nonesuch\":10}")
                                .status())
                .isEqualTo(69);
        line.ctl("clear_policy", "-p", "pols", "p1");
        assertThat(line.run("rabbitmqctl", "clear_policy", "-p", "pols", "p1").err())
                .isEqualTo("Error:\nParameter does not exist\n");
    }

    @Test
    void limitsAreOneDocument() {
        line.ctl("add_vhost", "lims");
        line.ctl("set_vhost_limits", "-p", "lims", "{\"max-queues\":5,\"max-connections\":7}");

        assertThat(line.ctl("list_vhost_limits", "-p", "lims", "-q").out())
                .isEqualTo("{\"max-connections\":7,\"max-queues\":5}\n");
        line.ctl("clear_vhost_limits", "-p", "lims");
        assertThat(line.ctl("list_vhost_limits", "-p", "lims", "-q").out().strip()).isIn("", "{}");
    }

    // --- queues ---------------------------------------------------------------------------------

    @Test
    void queuesAreListedPurgedAndDeleted() throws IOException, TimeoutException {
        line.ctl("add_vhost", "qs");
        line.ctl("set_permissions", "-p", "qs", "guest", ".*", ".*", ".*");
        try (Connection connection = connect("guest", "guest", "qs")) {
            var channel = connection.createChannel();
            channel.queueDeclare("q", true, false, false, Map.of("x-message-ttl", 600_000));
            channel.basicPublish("", "q", null, new byte[3]);
            channel.queueDeclarePassive("q");
            awaitLine("q\t1", "list_queues", "-p", "qs", "-s");
            assertThat(line.ctl("list_queues", "-p", "qs", "name", "arguments", "-q").lines())
                    .containsExactly("name\targuments", "q\t[{\"x-message-ttl\",600000}]");
            assertThat(line.ctl("list_bindings", "-p", "qs", "-s").lines())
                    .containsExactly("\texchange\tq\tqueue\tq\t[]");
            assertThat(line.ctl("purge_queue", "-p", "qs", "q").out())
                    .isEqualTo("Purging queue 'q' in vhost 'qs' ...\n");
            assertThat(line.ctl("list_queues", "-p", "qs", "--formatter", "json").out())
                    .isEqualTo("[\n{\"name\":\"q\",\"messages\":0}\n]\n");
            assertThat(line.ctl("delete_queue", "-p", "qs", "q").out())
                    .isEqualTo(
                            "Deleting queue 'q' on vhost 'qs' ...\nQueue was successfully deleted with 0 ready messages\n");
        }
        assertThat(line.run("rabbitmqctl", "delete_queue", "-p", "qs", "q"))
                .isEqualTo(
                        new Ended(
                                64,
                                "Deleting queue 'q' on vhost 'qs' ...\n",
                                "Error:\nQueue not found\n"));
        assertThat(line.ctl("list_queues", "-p", "gone").out())
                .isEqualTo("Timeout: 60.0 seconds ...\nListing queues for vhost gone ...\n");
    }

    private void awaitLine(String wanted, String... words) {
        Awaitility.await(wanted).until(() -> line.ctl(words).lines().contains(wanted));
    }

    // --- clients ---------------------------------------------------------------------------------

    @Test
    void connectionsAreFoundAndClosedByTheirIds() throws IOException, TimeoutException {
        ConnectionFactory factory = broker.process().factory();
        Connection connection = factory.newConnection("named by its client");
        var channel = connection.createChannel();
        channel.basicQos(1);
        Ended listed = line.ctl("list_connections", "pid", "client_properties", "-s");
        String mine =
                listed.lines().stream()
                        .filter(l -> l.contains("{\"connection_name\",\"named by its client\"}"))
                        .findFirst()
                        .orElseThrow();
        String pid = mine.substring(0, mine.indexOf('\t'));

        assertThat(pid).matches("<" + NODE + "\\.\\d+\\.\\d+\\.0>");
        line.ctl("close_connection", pid, "enough");
        Awaitility.await().until(() -> !connection.isOpen());
        assertThat(connection.getCloseReason().getMessage())
                .contains("reply-code=320")
                .contains("enough");
    }

    @Test
    void allConnectionsOfAVirtualHostAreClosed() throws IOException, TimeoutException {
        line.ctl("add_vhost", "cons");
        line.ctl("set_permissions", "-p", "cons", "guest", ".*", ".*", ".*");
        Connection there = connect("guest", "guest", "cons");

        Ended closed = line.ctl("close_all_connections", "-p", "cons", "bye");

        assertThat(closed.out())
                .isEqualTo(
                        "Closing all connections in vhost cons, reason: bye...\nClosed 1 connections\n");
        Awaitility.await().until(() -> !there.isOpen());
    }

    // --- the node --------------------------------------------------------------------------------

    @Test
    void probesSucceedOnANodeThatIsWell() {
        assertThat(line.ctl("await_startup").out()).isEmpty();
        assertThat(line.run("rabbitmq-diagnostics", "-q", "ping"))
                .isEqualTo(new Ended(0, "Ping succeeded\n", ""));
        assertThat(line.run("rabbitmq-diagnostics", "check_running").out())
                .isEqualTo(
                        "Checking if RabbitMQ is running on node %s ...\nRabbitMQ on node %s is fully booted and running\n"
                                .formatted(NODE, NODE));
        assertThat(line.run("rabbitmq-diagnostics", "check_port_connectivity", "-q").out())
                .contains(String.valueOf(broker.process().port()));
        assertThat(line.run("rabbitmq-diagnostics", "check_port_listener", "1").status())
                .isEqualTo(69);
        assertThat(line.run("rabbitmq-diagnostics", "check_local_alarms", "-q").out())
                .isEqualTo("Node " + NODE + " reported no local alarms\n");
        assertThat(line.ctl("status").out()).contains("\033[1mListeners\033[0m", "port: ");
        assertThat(line.run("rabbitmq-plugins", "is_enabled", "rabbitmq_management").status())
                .isZero();
    }

    @Test
    void pluginsThatAreBuiltInAreOnAndOthersAreNotFound() {
        List<String> operators =
                List.of(
                        "rabbitmq_peer_discovery_k8s",
                        "rabbitmq_prometheus",
                        "rabbitmq_management");

        for (String command : List.of("enable", "set", "is_enabled")) {
            List<String> words = new ArrayList<>(List.of(command));
            words.addAll(operators);
            assertThat(line.run("rabbitmq-plugins", words.toArray(String[]::new)).status())
                    .as(command)
                    .isZero();
        }
        assertThat(line.run("rabbitmq-plugins", "enable", "rabbitmq_mqtt"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(69))
                .satisfies(ended -> assertThat(ended.err()).contains("not found: rabbitmq_mqtt"));
    }

    @Test
    void whatScriptsEvaluateIsUnderstood() throws IOException, TimeoutException {
        assertThat(line.ctl("eval", "rabbit_nodes:reached_target_cluster_size().").out())
                .isEqualTo("true\n");
        String users = "{ok, V} = application:get_env(rabbit, loopback_users), V.";
        assertThat(line.ctl("eval", users).out()).isEqualTo("[<<\"guest\">>]\n");
        line.ctl("eval", "application:set_env(rabbit, channel_max, 3).");
        try (Connection connection = broker.process().factory().newConnection()) {
            assertThat(connection.getChannelMax()).isEqualTo(3);
        }
        line.ctl("eval", "application:set_env(rabbit, channel_max, 2047).");
        assertThat(line.run("rabbitmqctl", "eval", "os:cmd(\"id\").").status()).isEqualTo(64);
    }

    @Test
    void anAlarmIsSetAndClearedByHand() throws IOException, TimeoutException {
        try (Connection connection = broker.process().factory().newConnection()) {
            var blocked = new AtomicBoolean();
            connection.addBlockedListener(_ -> blocked.set(true), () -> blocked.set(false));
            var channel = connection.createChannel();

            line.ctl("eval", "rabbit_alarm:set_alarm({{resource_limit, memory, node()}, []}).");
            int status = line.run("rabbitmq-diagnostics", "check_local_alarms").status();
            channel.basicPublish("amq.fanout", "", null, new byte[1]);
            Ended cleared =
                    line.ctl("eval", "rabbit_alarm:clear_alarm({resource_limit, memory, node()}).");

            assertThat(status).isEqualTo(69);
            assertThat(cleared.out()).isEqualTo("ok\n");
            Awaitility.await().until(() -> !blocked.get());
            assertThat(line.run("rabbitmq-diagnostics", "check_local_alarms").status()).isZero();
        }
    }

    @Test
    void publishersWaitBelowATinyWatermark() throws IOException, TimeoutException {
        try (Connection connection = broker.process().factory().newConnection()) {
            var blocked = new AtomicBoolean();
            connection.addBlockedListener(_ -> blocked.set(true), () -> blocked.set(false));
            var channel = connection.createChannel();
            line.ctl("set_vm_memory_high_watermark", "0.000000001");
            channel.basicPublish("amq.fanout", "", null, new byte[1]);
            try {
                Awaitility.await().until(blocked::get);
            } finally {
                line.ctl("set_vm_memory_high_watermark", "0.4");
            }
            Awaitility.await().until(() -> !blocked.get());
        }
    }

    @Test
    void definitionsAreExported() throws IOException {
        Path file = work.resolve("definitions.json");

        assertThat(line.ctl("export_definitions", file.toString()).out())
                .isEqualTo("Exporting definitions in JSON to a file at \"" + file + "\" ...\n");
        assertThat(Files.readString(file)).contains("\"users\"").contains("\"vhosts\"");
        assertThat(line.ctl("export_definitions", "-").out()).startsWith("{");
    }

    // --- access ----------------------------------------------------------------------------------

    @Test
    void onlyTheOwnerMayReadTheToken() throws IOException {
        Path token = broker.process().data().resolve("admin.token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
    }

    @Test
    void anAdministratorFarAwayMayNotStopTheNode() {
        assertThat(broker.http().post("/api/x/node/stop", "").status()).isEqualTo(401);
        assertThat(broker.http().put("/api/x/runtime/channel_max", "{\"value\":1}").status())
                .isEqualTo(401);
    }

    @Test
    void aWrongTokenIsRefused() {
        var request = broker.http().request("/api/overview").header("Authorization", "Bearer AAAA");

        assertThat(broker.http().send(request, "GET", "").status()).isEqualTo(401);
    }

    @Test
    void aNodeThatIsNotThereIsToldWith69() throws IOException {
        CommandLine nowhere = new CommandLine(Files.createDirectory(work.resolve("none")), work);

        Ended ended = nowhere.run("rabbitmqctl", "list_users");

        assertThat(ended.status()).isEqualTo(69);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("Error: unable to perform an operation on node 'rabbit@")
                .contains("'. Please see diagnostics information and suggestions below.\n");
    }
}
