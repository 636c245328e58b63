package dev.warren.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static Line line(Map<String, String> options, String... arguments) {
        return new Line("rabbitmqctl", List.of(), "x", List.of(arguments), options);
    }

    private static String banner(String pattern, Line line) {
        return Banner.of(pattern, line, "rabbit@vm");
    }

    private static Command ctl(String name) {
        return Objects.requireNonNull(Commands.byNameOrNull(Program.CTL, name), name);
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void noProgramHasTwoCommandsOfOneName(Program program) {
        List<String> names = Commands.of(program).stream().map(Command::name).toList();

        assertThat(names).doesNotHaveDuplicates().contains("help", "version");
    }

    /// What client test suites and probes run.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "add_user",
                "delete_user",
                "change_password",
                "set_permissions",
                "clear_permissions",
                "set_user_tags",
                "add_vhost",
                "delete_vhost",
                "list_users",
                "list_vhosts",
                "list_permissions",
                "list_queues",
                "list_exchanges",
                "list_bindings",
                "list_connections",
                "list_channels",
                "list_consumers",
                "list_policies",
                "set_policy",
                "clear_policy",
                "close_connection",
                "close_all_connections",
                "purge_queue",
                "delete_queue",
                "status",
                "ping",
                "await_startup",
                "eval",
                "stop",
                "shutdown",
                "stop_app",
                "start_app",
                "set_vm_memory_high_watermark",
                "set_disk_free_limit",
                "environment",
                "version",
                "authenticate_user",
                "export_definitions",
                "import_definitions",
                "trace_on",
                "trace_off",
                "list_feature_flags",
                "enable_feature_flag",
                "set_topic_permissions",
                "cluster_status"
            })
    void scriptsFindTheirCommands(String name) {
        assertThat(ctl(name).summary()).isNotNull();
    }

    @Test
    void bannersAreMadeFromTheLine() {
        assertThat(ctl("set_user_tags").banner(line(Map.of(), "u", "a", "b"), "rabbit@vm"))
                .isEqualTo("Setting tags for user \"u\" to [a, b] ...");
        assertThat(
                        ctl("set_policy")
                                .banner(
                                        line(
                                                Map.of("priority", "3", "vhost", "v"),
                                                "pol1",
                                                "^a",
                                                "{\"max-length\":10}"),
                                        "rabbit@vm"))
                .isEqualTo(
                        "Setting policy \"pol1\" for pattern \"^a\" to \"{\"max-length\":10}\" with priority \"3\" for vhost \"v\" ...");
        assertThat(ctl("list_queues").banner(line(Map.of()), "rabbit@vm"))
                .isEqualTo("Timeout: 60.0 seconds ...\nListing queues for vhost / ...");
    }

    @Test
    void bannersChooseTheirWords() {
        String all = ctl("close_all_connections").banner();
        assertThat(banner(all, line(Map.of("global", "true"), "bye")))
                .isEqualTo(
                        "Closing all connections to node rabbit@vm (across all vhosts), reason: bye...");
        assertThat(banner(all, line(Map.of(), "bye")))
                .isEqualTo("Closing all connections in vhost /, reason: bye...");
        String memory = ctl("set_vm_memory_high_watermark").banner();
        assertThat(banner(memory, line(Map.of(), "0.4")))
                .isEqualTo("Setting memory threshold on rabbit@vm to 0.4 ...");
        assertThat(banner(memory, line(Map.of(), "absolute", "4GB")))
                .isEqualTo("Setting memory threshold on rabbit@vm to 4GB bytes ...");
    }

    @Test
    void argumentsWithBracesAreNoPlaces() {
        assertThat(banner("to \"{0}\" ...", line(Map.of(), "{node}")))
                .isEqualTo("to \"{node}\" ...");
    }

    @Test
    void nothingIsSaidWhereTheStandardOutputIsTheFile() {
        assertThat(ctl("export_definitions").banner(line(Map.of(), "-"), "n")).isEmpty();
        assertThat(ctl("export_definitions").banner(line(Map.of(), "d.json"), "n"))
                .isEqualTo("Exporting definitions in JSON to a file at \"d.json\" ...");
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        Refused refused = Commands.unknown(Program.CTL, "chance_password");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.text())
                .isEqualTo(
                        "\nCommand 'chance_password' not found. \nDid you mean 'change_password'? \n");
        assertThat(Commands.unknown(Program.CTL, "no_such_command").text())
                .startsWith("\nCommand 'no_such_command' not found. \n\n\033[1mUsage\033[0m\n\n")
                .contains("Available commands:")
                .endsWith(
                        "Use 'rabbitmqctl help <command>' to learn more about a specific command");
    }

    @Test
    void columnsThatAreNotKnownAreRefusedBeforeAnythingIsAsked() {
        Line line = line(Map.of(), "name,nonesuch");

        assertThatThrownBy(
                        () -> ctl("list_queues").action().check(line, ctl("list_queues").usage()))
                .hasMessageStartingWith(
                        "Error (argument validation): Info key(s) nonesuch are not supported\n");
    }

    @Test
    void amountsAreReadAndShown() {
        assertThat(Units.bytes("4GB")).isEqualTo(4_000_000_000L);
        assertThat(Units.bytes("1GiB")).isEqualTo(1L << 30);
        assertThat(Units.bytes("50000000")).isEqualTo(50_000_000);
        assertThatThrownBy(() -> Units.bytes("1 parsec")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Units.bytes("99999999999GB")).isInstanceOf(Refused.class);
        assertThat(Units.shown(188_600_000, "gb")).isEqualTo("0.1886 gb");
        assertThat(Units.shown(0, "gb")).isEqualTo("0.0 gb");
        assertThat(Units.shown(190_000_000, "mb")).isEqualTo("190.0 mb");
    }

    @Test
    void idsHaveTheShapeThatScriptsKnowAndDifferByName() {
        String id = Pids.of("rabbit@host", "127.0.0.1:1 -> 127.0.0.1:5672");

        assertThat(id).matches("<rabbit@host\\.\\d+\\.\\d+\\.0>");
        assertThat(Pids.of("rabbit@host", "127.0.0.1:2 -> 127.0.0.1:5672")).isNotEqualTo(id);
    }
}
