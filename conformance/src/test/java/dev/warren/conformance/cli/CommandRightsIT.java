package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.QuickCommands;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every command of every program, for somebody who does not have the secret of the node: it is
/// refused as RabbitMQ 3.10.8 refuses who has not its cookie, and the node is as it was. What needs
/// no node stands in `command-rights.txt`, with the reason.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class CommandRightsIT {

    private static final String SECRET_FILE = "admin.token";

    /// How somebody can be without the secret.
    enum Lack {
        GUESSED,
        OF_AN_EARLIER_START,
        MISSING,
        UNREADABLE
    }

    /// They would wait for a node that is about to come.
    private static final List<String> WAITING =
            List.of("await_startup", "await_online_nodes", "wait");

    private Path work;
    private HttpBroker broker;
    private Http http;
    private Connection connection;
    private String earlier;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        work = directory;
        broker = HttpBroker.start();
        earlier = secretLines().getFirst();
        broker.process().stop();
        broker.process().startAgain();
        http = new Http(URI.create(secretLines().get(1)), "guest", "guest");
        connection = broker.process().factory().newConnection("witness");
        Awaitility.await().until(() -> http.get("/api/connections").json().size() == 1);
    }

    @AfterAll
    void stop() throws IOException {
        connection.close();
        broker.close();
    }

    private Path data() {
        return broker.process().data();
    }

    private List<String> secretLines() throws IOException {
        Path file = data().resolve(SECRET_FILE);
        Awaitility.await().until(() -> Files.exists(file));
        return Files.readAllLines(file);
    }

    /// The data directory as it looks to somebody without the secret.
    private Path seen(Lack lack) throws IOException {
        Path seen = Files.createTempDirectory(work, "data-");
        List<String> lines = new ArrayList<>(secretLines());
        switch (lack) {
            case GUESSED -> lines.set(0, "guessed");
            case OF_AN_EARLIER_START -> lines.set(0, earlier);
            case MISSING -> lines.clear();
            case UNREADABLE -> Files.createDirectory(seen.resolve(SECRET_FILE));
        }
        if (lack == Lack.GUESSED || lack == Lack.OF_AN_EARLIER_START) {
            Files.write(seen.resolve(SECRET_FILE), lines);
            Files.copy(data().resolve("LOCK"), seen.resolve("LOCK"));
        }
        return seen;
    }

    /// What a command may have changed, and who asked the node for changes.
    private Map<String, JsonNode> state() {
        Map<String, JsonNode> state = new TreeMap<>();
        for (String path :
                List.of("/api/definitions", "/api/x/audit", "/api/vhosts?columns=name,tracing")) {
            state.put(path, http.get(path).json());
        }
        state.put("/api/nodes", http.get("/api/nodes?columns=name,running,being_drained").json());
        state.put("/api/connections", http.get("/api/connections?columns=name,state").json());
        return state;
    }

    private static Stream<String[]> marked(String mark) throws IOException {
        return KnownCall.lines("command-rights.txt").stream()
                .filter(line -> line.startsWith(mark + " "))
                .map(line -> line.split(" "));
    }

    private static boolean isAlone(KnownCall call) throws IOException {
        return marked("alone")
                .anyMatch(line ->
                        (line[1].equals("*") || line[1].equals(call.program()))
                                && line[2].equals(call.name()));
    }

    /// Those of every-command.txt, and those that it does not run.
    private static List<KnownCall> known() throws IOException {
        List<KnownCall> known = new ArrayList<>(KnownCall.all());
        marked("called")
                .map(line -> String.join(" ", line).substring("called ".length()))
                .map(KnownCall::of)
                .forEach(known::add);
        return known;
    }

    /// How a command of a program is called: as it is there, or elsewhere.
    private static List<KnownCall> calls(List<KnownCall> known, String program, String name) {
        List<KnownCall> own =
                known.stream()
                        .filter(call -> call.program().equals(program) && call.name().equals(name))
                        .toList();
        return own.isEmpty()
                ? known.stream()
                        .filter(call -> call.name().equals(name))
                        .map(call -> call.by(program))
                        .limit(1)
                        .toList()
                : own;
    }

    private Ended run(QuickCommands commands, KnownCall call) throws IOException {
        Path definitions = Files.writeString(work.resolve("definitions.json"), "{\"vhosts\":[]}");
        List<String> words =
                new ArrayList<>(
                        call.words().stream()
                                .map(word -> word.replace("{definitions}", definitions.toString()))
                                .toList());
        words.addAll(List.of("-n", WarrenProcess.NODE));
        if (WAITING.contains(call.name())) {
            words.addAll(List.of("--timeout", "0"));
        }
        return commands.run(call.program(), words.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void whoLacksTheSecretIsRefusedByEveryCommand(Lack lack) throws IOException {
        Map<String, JsonNode> before = state();
        List<KnownCall> known = known();
        SoftAssertions all = new SoftAssertions();

        try (QuickCommands commands = QuickCommands.of(seen(lack))) {
            for (String program : EveryCommandIT.PROGRAMS) {
                for (String name : commands.run(program, "autocomplete").lines()) {
                    List<KnownCall> calls = calls(known, program, name);
                    if (calls.isEmpty()) {
                        Ended ended = commands.run(program, name);
                        all.assertThat(ended.status()).as("%s %s", program, name).isEqualTo(64);
                        all.assertThat(ended.err())
                                .as("%s %s is in one of the tables, or cannot be", program, name)
                                .startsWith("Error:\n" + name + " is not possible: ");
                    }
                    for (KnownCall call : calls) {
                        requireRefused(all, call, run(commands, call));
                    }
                }
            }
        }

        all.assertThat(state()).isEqualTo(before);
        all.assertThat(connection.isOpen()).isTrue();
        all.assertAll();
    }

    private static void requireRefused(SoftAssertions all, KnownCall call, Ended ended)
            throws IOException {
        if (isAlone(call)) {
            all.assertThat(ended.err()).as(call.toString()).doesNotContain("unable to perform");
            return;
        }
        all.assertThat(ended.status())
                .as("%s: %s", call, ended)
                .isEqualTo(call.name().equals("wait") ? 75 : 69);
        all.assertThat(ended.err())
                .as(call.toString())
                .startsWith(
                        switch (call.name()) {
                            case "wait" -> "Error: operation wait on node rabbit@suite timed out.";
                            case "ping" -> "Error:\nFailed to connect and authenticate to ";
                            default ->
                                    "Error: unable to perform an operation on node 'rabbit@suite'.";
                        });
        // Some say first what they are about to do.
        all.assertThat(ended.lines().size()).as("%s: %s", call, ended).isLessThanOrEqualTo(1);
        all.assertThat(ended.out().isEmpty() ? call.begins() : ended.out())
                .as(call.toString())
                .startsWith(call.begins());
    }

    @Test
    void commandsThatAskNoNodeAreThere() throws IOException {
        try (QuickCommands commands = QuickCommands.of(data())) {
            marked("alone")
                    .filter(line -> !line[1].equals("*"))
                    .forEach(line ->
                            assertThat(commands.run(line[1], "autocomplete", line[2]).lines())
                                    .contains(line[2]));
        }
    }

    /// They act for the owner of the node and for nobody else: there is no other login.
    @Test
    void noProgramTakesAUserAndAPassword() throws IOException {
        try (QuickCommands commands = QuickCommands.of(data())) {
            for (String program : EveryCommandIT.PROGRAMS) {
                for (String option : List.of("--username", "--user", "--password", "--token")) {
                    Ended ended = commands.run(program, "ping", option, "guest");

                    assertThat(ended.status()).as("%s %s", program, option).isEqualTo(64);
                    assertThat(ended.out()).as("%s %s", program, option).isEmpty();
                }
            }
        }
    }
}
