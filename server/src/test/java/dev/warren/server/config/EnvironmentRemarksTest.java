package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentRemarksTest {

    @ParameterizedTest
    @CsvSource({
        "RABBITMQ_SSL_CACERTFILE, ssl_options.cacertfile",
        "RABBITMQ_SSL_CERTFILE, ssl_options.certfile",
        "RABBITMQ_SSL_DEPTH, ssl_options.depth",
        "RABBITMQ_SSL_FAIL_IF_NO_PEER_CERT, ssl_options.fail_if_no_peer_cert",
        "RABBITMQ_SSL_KEYFILE, ssl_options.keyfile",
        "RABBITMQ_SSL_VERIFY, ssl_options.verify",
        "RABBITMQ_MANAGEMENT_SSL_CERTFILE, management.ssl.certfile",
        "RABBITMQ_MANAGEMENT_SSL_VERIFY, management.ssl.verify",
        "RABBITMQ_VM_MEMORY_HIGH_WATERMARK, vm_memory_high_watermark.relative",
    })
    void variablesThatTheImageRefusesNameTheKeyToUse(String variable, String key) {
        assertThat(EnvironmentRemarks.refusals(Map.of(variable, "SECRET")))
                .singleElement()
                .asString()
                .startsWith(variable + ": a variable of older images")
                .contains("'" + key + "'")
                .doesNotContain("SECRET");
        assertThat(EnvironmentRemarks.warnings(Map.of(variable, "SECRET"))).isEmpty();
    }

    @Test
    void keysThatAreNamedInsteadAreOurs() {
        var names = Settings.ALL.stream().map(Setting::name).toList();

        assertThat(
                        Stream.of("ssl_options.", "management.ssl.")
                                .flatMap(family ->
                                        Stream.of("cacertfile", "certfile", "keyfile", "depth")
                                                .map(family::concat)))
                .allMatch(names::contains);
    }

    @Test
    void emptyOneIsNotSet() {
        var environment = Map.of("RABBITMQ_SSL_CERTFILE", "", "RABBITMQ_ERLANG_COOKIE", "");

        assertThat(EnvironmentRemarks.refusals(environment)).isEmpty();
        assertThat(EnvironmentRemarks.warnings(environment)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RABBITMQ_CONF_ENV_FILE, set its variables themselves",
        "RABBITMQ_ENABLED_PLUGINS_FILE, nothing else can be added",
        "RABBITMQ_CONSOLE_LOG, log.console",
        "RABBITMQ_CTL_ERL_ARGS, has no effect on Warren",
        "RABBITMQ_DEFAUTL_USER, does not know",
    })
    void othersAreWarnedOfByName(String variable, String said) {
        assertThat(EnvironmentRemarks.warnings(Map.of(variable, "SECRET")))
                .singleElement()
                .asString()
                .startsWith(variable + ": ")
                .contains(said)
                .doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RABBITMQ_NODENAME",
                "RABBITMQ_NODE_PORT",
                "RABBITMQ_LOGS",
                "RABBITMQ_CONFIG_FILE",
                "RABBITMQ_CONFIG_FILES",
                "RABBITMQ_DEFAULT_PASS",
                "RABBITMQ_DEFAULT_PASS_FILE",
                "RABBITMQ_DATA_DIR",
                "RABBITMQ_VERSION",
                "RABBITMQ_SERVICE_HOST",
                "RABBITMQ_SERVICE_PORT_AMQP",
                "RABBITMQ_NODES_SERVICE_HOST",
                "RABBITMQ_PORT",
                "RABBITMQ_PORT_5672_TCP_ADDR",
                "WARREN_DATA_DIR",
                "HOME",
            })
    void nothingIsSaidOfThoseThatAreReadOrOfThePlatform(String variable) {
        assertThat(EnvironmentRemarks.warnings(Map.of(variable, "1"))).isEmpty();
    }
}
