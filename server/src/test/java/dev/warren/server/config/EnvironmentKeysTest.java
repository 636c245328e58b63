package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.Sources.FileText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentKeysTest {

    @Test
    void defaultUserOfTheOfficialImageWinsOverTheFile() {
        var user =
                accepted(
                                "default_user = file\ndefault_pass = file",
                                Map.of(
                                        "RABBITMQ_DEFAULT_USER", "ann",
                                        "RABBITMQ_DEFAULT_PASS", "hunter2",
                                        "RABBITMQ_DEFAULT_VHOST", "v"))
                        .login()
                        .defaultUser();

        assertThat(user.name()).isEqualTo("ann");
        assertThat(user.password()).isEqualTo(new Secret("hunter2"));
        assertThat(user.vhost()).isEqualTo("v");
    }

    @Test
    void emptyVariableIsNotSet() {
        assertThat(
                        accepted("", Map.of("RABBITMQ_DEFAULT_USER", "", "RABBITMQ_LOGS", ""))
                                .login()
                                .defaultUser()
                                .name())
                .isEqualTo("guest");
    }

    @Test
    void portIsForWhoNamesNoListener() {
        var environment =
                Map.of("RABBITMQ_NODE_PORT", "5999", "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");

        assertThat(accepted("", environment).network().listeners())
                .containsExactly(new Listener("default", new Endpoint("127.0.0.1", 5999)));
        assertThat(accepted("", Map.of("RABBITMQ_NODE_IP_ADDRESS", "::1")).network().listeners())
                .containsExactly(new Listener("default", new Endpoint("::1", 5672)));
        assertThat(accepted("listeners.tcp.1 = 5673", environment).network().listeners())
                .containsExactly(new Listener("1", new Endpoint(null, 5673)));
        assertThat(accepted("listeners.tcp = none", environment).network().listeners()).isEmpty();
    }

    @Test
    void logsGoToTheConsoleOrToAFile() {
        var console = accepted("log.file = a.log", Map.of("RABBITMQ_LOGS", "-")).logging();
        var file =
                accepted("", Map.of("RABBITMQ_LOGS", "b.log", "RABBITMQ_LOG_BASE", "/var/log/w"))
                        .logging();

        assertThat(console.file()).isNull();
        assertThat(console.console()).isEqualTo(LogLevel.INFO);
        assertThat(file.console()).isEqualTo(LogLevel.NONE);
        assertThat(file.file())
                .isNotNull()
                .extracting(LogFile::path)
                .isEqualTo(Path.of("/var/log/w/b.log"));
    }

    @Test
    void dataDirectoryOfRabbitMqIsUsedUnlessWarrensOwnIsNamed() {
        var environment = Map.of("RABBITMQ_MNESIA_DIR", "/there", "WARREN_DATA_DIR", "/here");

        assertThat(accepted("", Map.of("RABBITMQ_MNESIA_DIR", "/there")).identity().dataDirectory())
                .isEqualTo(Path.of("/there"));
        assertThat(accepted("", environment).identity().dataDirectory())
                .isEqualTo(Path.of("/here"));
    }

    @Test
    void variableWithoutEffectIsAWarningThatDoesNotSayItsValue() {
        var result = load(List.of(), Map.of("RABBITMQ_ERLANG_COOKIE", "hunter2", "HOME", "/"));

        assertThat(result)
                .asInstanceOf(type(Accepted.class))
                .extracting(Accepted::warnings)
                .hasToString(
                        "[RABBITMQ_ERLANG_COOKIE: a variable of RabbitMQ that has no effect on Warren]");
    }

    @Test
    void fileOfErlangTermsIsNamedWithWhatToUseInstead() {
        var result = load(List.of(), Map.of("RABBITMQ_ADVANCED_CONFIG_FILE", "/etc/advanced"));

        assertThat(result)
                .asInstanceOf(type(Accepted.class))
                .extracting(Accepted::warnings)
                .asString()
                .startsWith("[/etc/advanced: Erlang terms are not read")
                .contains("rabbitmq.conf", "'shovel'", "load_definitions");
    }

    @Test
    void wrongValueNamesItsVariable() {
        assertThat(load(List.of(), Map.of("RABBITMQ_NODE_PORT", "many")))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::problems)
                .hasToString(
                        "[RABBITMQ_NODE_PORT: 'listeners.tcp.default' cannot be 'many': expected a port or host:port]");
    }

    @Test
    void laterFilesWinAndEachNamesItsLines() {
        var files =
                List.of(
                        new FileText("10.conf", "heartbeat = 10\nbad_one = 1"),
                        new FileText("20.conf", "\nheartbeat = 20\nbad_two = 1"));

        assertThat(load(files, Map.of()))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused ->
                        assertThat(refused.problems())
                                .extracting(problem -> problem.origin().toString())
                                .containsExactly("10.conf:2", "20.conf:3"));
        assertThat(
                        ((Accepted)
                                        load(
                                                List.of(
                                                        new FileText("10.conf", "heartbeat = 10"),
                                                        new FileText("20.conf", "heartbeat = 20")),
                                                Map.of()))
                                .configuration()
                                .limits()
                                .heartbeatSeconds())
                .isEqualTo(20);
    }

    private static ServerConfiguration accepted(String text, Map<String, String> environment) {
        return ((Accepted) load(List.of(new FileText("r.conf", text)), environment))
                .configuration();
    }

    private static ConfigurationResult load(List<FileText> files, Map<String, String> environment) {
        return ConfigurationLoader.load(new Sources(environment, files, List.of(), null), 2);
    }
}
