package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Asker;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.QuickAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every verb of `rabbitmqadmin` as users with every tag and none, with permissions in the virtual
/// host, with empty ones, and without: what is done, and what is refused with the words and the
/// exit code of RabbitMQ's script. What is right stands in `admin-rights.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class AdminRightsIT {

    private static final String VHOST = "rights";
    private static final String FIRST = "first ";
    private static final String AMQP = " +amqp";
    private static final Pattern VERB =
            Pattern.compile("^ {2}([a-z]+(?: [a-z]\\S+)?)(?: .*)?$", Pattern.MULTILINE);

    private static final String REFUSED = "\\*\\*\\* Access refused: /api/\\S+\n\n";

    /// Who tries passwords too often waits: this is Warren's own.
    private static final String STRANGER =
            REFUSED + "|\\*\\*\\* Too many failed logins: try again in \\d+ s\n\n";

    /// Whose login the script has without being told.
    private static final Asker GUEST = new Asker("guest", "administrator", true);

    /// Verbs that are about one kind of thing, which is not named.
    private static final Set<String> ALONE = Set.of("publish", "get", "export", "import");

    private Path work;
    private HttpBroker broker;
    private QuickAdmin admin;
    private Map<Asker, Boolean> askers;

    /// @param before what the administrator does first
    private record Row(List<String> before, String words, String says, String right) {

        boolean needsPermissions() {
            return right.endsWith(AMQP);
        }

        /// `list queues`
        String about() {
            String[] all = words.split(" ");
            return ALONE.contains(all[0]) ? all[0] : all[0] + " " + all[1];
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        work = directory;
        broker = HttpBroker.start();
        admin = QuickAdmin.start();
        askers = askers();
        Http http = broker.http();
        http.put("/api/vhosts/" + VHOST, "{}");
        permit("guest", ".*");
        for (Map.Entry<Asker, Boolean> each : askers.entrySet()) {
            Asker asker = each.getKey();
            if (asker.tag() != null) {
                http.put(
                        "/api/users/" + asker.name(),
                        "{\"password\":\"secret\",\"tags\":\"" + asker.tag() + "\"}");
            }
            if (asker.isIn()) {
                permit(asker.name(), each.getValue() ? ".*" : "^$");
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        admin.close();
        broker.close();
    }

    private void permit(String user, String pattern) {
        broker.http()
                .put(
                        "/api/permissions/" + VHOST + "/" + user,
                        "{\"configure\":\"%1$s\",\"write\":\"%1$s\",\"read\":\"%1$s\"}"
                                .formatted(pattern));
    }

    /// And whether they may do all in the virtual host as clients over AMQP.
    private static Map<Asker, Boolean> askers() {
        Map<Asker, Boolean> askers = new LinkedHashMap<>();
        askers.put(Asker.NOBODY, false);
        for (String tag : Asker.TAGS) {
            askers.put(new Asker("in-" + tag, tag, true), true);
            askers.put(new Asker("empty-" + tag, tag, true), false);
            askers.put(new Asker("out-" + tag, tag, false), false);
        }
        return askers;
    }

    private static List<Row> rows() throws IOException {
        Path file =
                Broker.root().resolve("conformance/src/test/resources/http-api/admin-rights.txt");
        List<Row> rows = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(FIRST)) {
                before.add(line.substring(FIRST.length()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int arrow = line.indexOf(" =>");
                int right = line.lastIndexOf(" : ");
                rows.add(
                        new Row(
                                List.copyOf(before),
                                line.substring(0, arrow),
                                line.substring(arrow + 3, right).strip(),
                                line.substring(right + 3)));
                before.clear();
            }
        }
        return rows;
    }

    private List<String> line(Asker asker, String words, String connection) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of("-H", "127.0.0.1", "-P", "" + broker.http().base().getPort()));
        if (!asker.equals(GUEST)) {
            line.addAll(List.of("-u", asker.name(), "-p", "secret"));
        }
        for (String word : words.split(" ")) {
            line.add(
                    word.replace("{vhost}", VHOST)
                            .replace("{asker}", asker.name())
                            .replace("{file}", work.resolve("definitions.json").toString())
                            .replace("{connection}", connection));
        }
        return line;
    }

    @Test
    void everyVerbIsInTheMatrix() throws IOException {
        Set<String> verbs = new TreeSet<>();
        String help = admin.run(List.of("help")).out();
        var found = VERB.matcher(help.substring(help.indexOf("Verbs")));
        while (found.find()) {
            String verb = found.group(1).split(" ")[0];
            verbs.add(ALONE.contains(verb) ? verb : found.group(1));
        }

        assertThat(rows().stream().map(Row::about).distinct())
                .containsExactlyInAnyOrderElementsOf(verbs);
    }

    @Test
    void whoMayNotIsRefusedAndNobodyElse() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Row row : rows()) {
            for (Map.Entry<Asker, Boolean> each : askers.entrySet()) {
                boolean isLetIn =
                        each.getKey().mayUse(row.right().replace(AMQP, ""))
                                && (each.getValue() || !row.needsPermissions());
                Ended ended = run(all, each.getKey(), row);
                if (isLetIn) {
                    all.assertThat(ended.status())
                            .as("%s by %s: %s", row, each.getKey(), ended)
                            .isZero();
                    all.assertThat(ended.out()).as(row.toString()).startsWith(row.says());
                } else {
                    all.assertThat(ended.status())
                            .as("%s by %s: %s", row, each.getKey(), ended)
                            .isEqualTo(1);
                    all.assertThat(ended.out()).as(row.toString()).isEmpty();
                    all.assertThat(ended.err())
                            .as(row.toString())
                            .matches(each.getKey().equals(Asker.NOBODY) ? STRANGER : REFUSED);
                }
            }
        }
        all.assertAll();
    }

    private Ended run(SoftAssertions all, Asker asker, Row row) throws Exception {
        for (String before : row.before()) {
            String words = before.replace("{asker}", asker.name());
            Ended prepared = admin.run(line(GUEST, words, ""));
            all.assertThat(prepared.status()).as("%s: %s", words, prepared).isZero();
        }
        if (!row.words().contains("{connection}")) {
            return admin.run(line(asker, row.words(), ""));
        }
        Connection connection = broker.process().factory().newConnection(asker.name());
        try {
            Ended ended = admin.run(line(asker, row.words(), nameOfConnectionOf(asker)));
            if (ended.status() == 0) {
                Awaitility.await().until(() -> !connection.isOpen());
            }
            all.assertThat(connection.isOpen())
                    .as("%s by %s: %s", row, asker, ended)
                    .isEqualTo(ended.status() != 0);
            return ended;
        } finally {
            connection.abort();
        }
    }

    private String nameOfConnectionOf(Asker asker) {
        List<String> names = new ArrayList<>();
        Awaitility.await()
                .until(() -> {
                    for (JsonNode one : broker.http().get("/api/connections").json()) {
                        if (one.path("user_provided_name").asText().equals(asker.name())) {
                            names.add(one.path("name").asText());
                        }
                    }
                    return !names.isEmpty();
                });
        return names.getFirst();
    }

    @Test
    void aProcessSaysTheSame() {
        CommandLine processes = new CommandLine(broker.process().data(), work);
        Asker out = new Asker("out-management", "management", false);
        for (String words :
                List.of("list users", "list queues -V {vhost}", "show overview", "get queue=a")) {
            String[] line = line(out, words, "").toArray(String[]::new);

            assertThat(processes.run("rabbitmqadmin", line)).isEqualTo(admin.run(List.of(line)));
        }
    }
}
