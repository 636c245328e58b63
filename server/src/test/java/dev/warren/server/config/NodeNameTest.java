package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.ServerConfiguration.Names;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeNameTest {

    private static final Machine MACHINE = new Machine(2, "hare", "hare.wood.example");

    @Test
    void nodeIsCalledAsRabbitMqCallsIt() {
        assertThat(names("", Map.of()))
                .isEqualTo(new Names("rabbit@hare", "rabbit@hare.wood.example"));
    }

    @Test
    void longNameHasTheDomain() {
        assertThat(names("", Map.of("RABBITMQ_USE_LONGNAME", "true")).node())
                .isEqualTo("rabbit@hare.wood.example");
        assertThat(names("warren.long_node_name = true", Map.of()).node())
                .isEqualTo("rabbit@hare.wood.example");
    }

    @Test
    void variableOfRabbitMqWinsOverTheFile() {
        var environment = Map.of("RABBITMQ_NODENAME", "second@fox");

        assertThat(names("warren.node_name = first@hare", environment))
                .isEqualTo(new Names("second@fox", "second@hare.wood.example"));
    }

    @Test
    void nameWithoutAHostGetsTheMachines() {
        assertThat(names("warren.node_name = burrow", Map.of()).node()).isEqualTo("burrow@hare");
    }

    @Test
    void clusterMayBeCalledOtherwise() {
        assertThat(names("cluster_name = wood", Map.of()))
                .isEqualTo(new Names("rabbit@hare", "wood"));
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String name :
                List.of(
                        "",
                        "@hare",
                        "rabbit@",
                        "a b@hare",
                        "a@b@c",
                        "a/b",
                        "a@" + "x".repeat(254))) {
            assertThat(load("warren.node_name = '" + name + "'", Map.of()))
                    .as(name)
                    .isInstanceOf(Refused.class);
        }
        assertThat(load("", Map.of("RABBITMQ_NODENAME", "a b")))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::problems)
                .hasToString(
                        "[RABBITMQ_NODENAME: 'warren.node_name' cannot be 'a b': expected a name such as rabbit or rabbit@host]");
    }

    private static Names names(String text, Map<String, String> environment) {
        return ((Accepted) load(text, environment)).configuration().identity().names();
    }

    private static ConfigurationResult load(String text, Map<String, String> environment) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), environment, List.of(), null), MACHINE);
    }
}
