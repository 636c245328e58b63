package dev.warren.server.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EffectiveSettingsTest {

    private static final Machine MACHINE = new Machine(3, "hare", "hare.field");

    @Test
    void whatNobodyHasSaidIsThere() {
        assertThat(effective(""))
                .containsEntry("listeners.tcp.default", "5672")
                .containsEntry("management.tcp.port", "15672")
                .containsEntry("prometheus.tcp.port", "15692")
                .containsEntry("vm_memory_high_watermark.relative", "0.6")
                .containsEntry("disk_free_limit.absolute", "50000000")
                .containsEntry("auth_mechanisms.1", "PLAIN")
                .containsEntry("auth_mechanisms.2", "AMQPLAIN")
                .containsEntry("auth_backends.1", "internal")
                .containsEntry("loopback_users.guest", "true")
                .containsEntry("default_user_tags.administrator", "true")
                .containsEntry("connection_max", "infinity")
                .containsEntry("log.console.level", "info")
                .containsEntry("warren.lanes", "3")
                .containsEntry("warren.node_name", "rabbit@hare")
                .containsEntry("cluster_name", "rabbit@hare.field");
    }

    @Test
    void whatIsSaidIsThereAsItWasWritten() {
        assertThat(effective("heartbeat = 30\nlisteners.tcp.local = 127.0.0.1:5673"))
                .containsEntry("heartbeat", "30")
                .containsEntry("listeners.tcp.local", "127.0.0.1:5673")
                .doesNotContainKey("listeners.tcp.default");
    }

    @Test
    void whatCountsForNothingIsNotThere() {
        assertThat(
                        effective(
                                """
                                max_connections = 10
                                disk_free_limit.relative = 1.5
                                vm_memory_high_watermark.absolute = 1GB
                                listeners.tcp = none
                                warren.management = false
                                """))
                .doesNotContainKeys(
                        "connection_max",
                        "disk_free_limit.absolute",
                        "vm_memory_high_watermark.relative",
                        "listeners.tcp.default",
                        "management.tcp.port");
    }

    @Test
    void secretsAreHidden() {
        SortedMap<String, String> effective =
                effective(
                        """
                        default_pass = hush1
                        anonymous_login_pass = hush2
                        default_users.jane.password = hush3
                        ssl_options.password = hush4
                        warren.tracing.headers.authorization = hush5
                        auth_http.user_path = http://jane:hush6@localhost/user
                        """);

        assertThat(effective.values()).noneMatch(value -> value.contains("hush"));
        assertThat(effective)
                .containsEntry("default_pass", "********")
                .containsEntry("auth_http.user_path", "http://********@localhost/user");
        assertThat(effective("")).containsEntry("default_pass", "********");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "listeners.tcp = none\nlisteners.ssl.default = 5671\nssl_options.versions.1 = tlsv1.3",
                "listeners.tcp.1 = 127.0.0.1:5680\nloopback_users.jane\\.doe = true",
                "loopback_users = none\nauth_backends.2.authn = http\nauth_mechanisms.1 = EXTERNAL",
                "vm_memory_high_watermark.absolute = 1GB\ndisk_free_limit.relative = 1.5",
                "management.listener.port = 15680\nprometheus.tcp.listener = none",
                "management.ssl.port = 15671\nwarren.prometheus = false",
                "management.listener.ssl = true\nmanagement.listener.port = 15671",
                "warren.management = false",
                "cluster_name = 'field #1'\nlog.file = a.log\nlog.connection.level = debug",
                "max_connections = 10\nmax_channels_per_connection = 5\nconsumer_timeout = undefined",
                "default_policies.operator.a.queue_pattern = ^q\ndefault_policies.operator.a.message_ttl = 60",
            })
    void aNodeThatIsGivenTheseLinesDoesTheSame(String file) {
        String lines =
                effective(file).entrySet().stream()
                        .filter(setting -> !setting.getValue().equals(EffectiveSettings.HIDDEN))
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(joining("\n"));

        assertThat(accepted(lines)).hasToString(accepted(file).toString());
    }

    private static SortedMap<String, String> effective(String file) {
        return accepted(file).settings();
    }

    private static ServerConfiguration accepted(String file) {
        var sources = new Sources(Map.of(), List.of(new FileText("a.conf", file)), List.of(), null);
        ConfigurationResult result = ConfigurationLoader.load(sources, MACHINE);
        assertThat(result).isInstanceOf(Accepted.class);
        return ((Accepted) result).configuration();
    }
}
