package dev.warren.conformance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the shells offer when a word of the command line is begun.
@Timeout(120)
class CompletionIT {

    private static final Path BIN = Broker.root().resolve("bin");

    /// Completes each line of the standard input; the last word of it is the one that was begun.
    private static final String OFFER =
            """
            . "$1"
            while IFS= read -r line; do
                read -ra COMP_WORDS <<< "$line"
                case $line in *' ') COMP_WORDS+=('') ;; esac
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_WORDS[0]=$2/${COMP_WORDS[0]}
                COMPREPLY=()
                _warren_words
                echo "${COMPREPLY[*]}"
            done
            """;

    private static Map<String, List<String>> offered(String... lines) throws Exception {
        Process shell =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                OFFER,
                                "bash",
                                BIN.resolve("completion/warren.bash").toString(),
                                BIN.toString())
                        .redirectErrorStream(true)
                        .start();
        try (var words = shell.outputWriter(UTF_8)) {
            for (String line : lines) {
                words.write(line + "\n");
            }
        }
        List<String> answers = shell.inputReader(UTF_8).readAllLines();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).hasSameSizeAs(lines);
        Map<String, List<String>> offers = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i++) {
            offers.put(
                    lines[i],
                    Arrays.stream(answers.get(i).split(" ")).filter(w -> !w.isEmpty()).toList());
        }
        return offers;
    }

    /// A node that has a virtual host whose name would be a command.
    private static final String OF_ADMIN =
            """
            rabbitmqadmin() { printf 'name\\nblue\\n$(echo gone)\\n'; }
            . /dev/stdin
            offer() {
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                COMPREPLY=()
                _rabbitmqadmin
                echo "${COMPREPLY[*]}"
            }
            offer rabbitmqadmin d
            offer rabbitmqadmin list ex
            offer rabbitmqadmin declare queue au
            offer rabbitmqadmin -f pretty
            offer rabbitmqadmin list queues --dep
            offer rabbitmqadmin -V b
            offer rabbitmqadmin -V ''
            """;

    @Test
    void rabbitmqadminPrintsAScriptForBash(@TempDir Path work) throws Exception {
        assumeTrue(isThere("bash"), "there is no bash here");
        Ended printed = new CommandLine(work, work).run("rabbitmqadmin", "--bash-completion");
        Process shell =
                new ProcessBuilder("bash", "-c", OF_ADMIN).redirectErrorStream(true).start();
        try (var script = shell.outputWriter(UTF_8)) {
            script.write(printed.out());
        }

        assertThat(printed.status()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(shell.inputReader(UTF_8).readAllLines())
                .containsExactly(
                        "declare delete",
                        "exchanges",
                        "auto_delete=",
                        "pretty_json",
                        "--depth",
                        "blue",
                        "blue \\$\\(echo\\ gone\\)");
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void bashOffersCommandsAndOptions() throws Exception {
        assumeTrue(isThere("bash"), "there is no bash here");

        Map<String, List<String>> offers =
                offered(
                        "rabbitmqctl list_u",
                        "rabbitmqctl ",
                        "rabbitmqctl -q -p / add_v",
                        "rabbitmqctl help set_pa",
                        "rabbitmqctl list_queues n",
                        "rabbitmqctl list_queues --formatter p",
                        "rabbitmqctl -p v",
                        "rabbitmqctl list_queues --no",
                        "rabbitmqctl nonesuch",
                        "rabbitmq-plugins is_",
                        "warren p",
                        "warren list q",
                        "warren -q delete ",
                        "warren declare queue q",
                        "rabbitmq-plugins list q");

        assertThat(offers.get("rabbitmqctl list_u"))
                .containsExactlyInAnyOrder(
                        "list_unresponsive_queues",
                        "list_user_limits",
                        "list_user_permissions",
                        "list_user_topic_permissions",
                        "list_users");
        assertThat(offers.get("rabbitmqctl "))
                .contains("status", "add_user")
                .doesNotContain("alarms");
        assertThat(offers.get("rabbitmqctl -q -p / add_v")).containsExactly("add_vhost");
        assertThat(offers.get("rabbitmqctl help set_pa"))
                .containsExactlyInAnyOrder("set_parameter");
        assertThat(offers.get("rabbitmqctl list_queues n")).isEmpty();
        assertThat(offers.get("rabbitmqctl list_queues --formatter p"))
                .containsExactly("plain", "pretty_table");
        assertThat(offers.get("rabbitmqctl -p v")).isEmpty();
        assertThat(offers.get("rabbitmqctl list_queues --no"))
                .containsExactly("--no-table-headers", "--node");
        assertThat(offers.get("rabbitmqctl nonesuch")).isEmpty();
        assertThat(offers.get("rabbitmq-plugins is_")).containsExactly("is_enabled");
        assertThat(offers.get("warren p")).containsExactly("peek", "ping", "publish", "purge");
        assertThat(offers.get("warren list q")).containsExactly("queues");
        assertThat(offers.get("warren -q delete ")).containsExactly("queue", "exchange");
        assertThat(offers.get("warren declare queue q")).isEmpty();
        assertThat(offers.get("rabbitmq-plugins list q")).isEmpty();
    }

    /// Zsh completes on a terminal only; without one its syntax can be looked at.
    @Test
    void zshCanReadItsOwn() throws Exception {
        assumeTrue(isThere("zsh"), "there is no zsh here");

        Process shell =
                new ProcessBuilder("zsh", "-n", BIN.resolve("completion/_warren").toString())
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
    }

    @Test
    void bothKnowThePrograms() throws Exception {
        for (String file : List.of("warren.bash", "_warren")) {
            assertThat(Files.readString(BIN.resolve("completion").resolve(file)))
                    .contains(
                            "rabbitmqctl",
                            "rabbitmq-diagnostics",
                            "rabbitmq-queues",
                            "rabbitmq-plugins",
                            "rabbitmq-streams",
                            "rabbitmq-upgrade",
                            "warren");
        }
    }

    private static boolean isThere(String shell) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, shell)));
    }
}
