package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How many connections and channels the node may have, as it is configured; -1 is no limit.
final class NodeLimitsSettingsTest {

    private static ConfigurationResult load(String text) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                         | -1         | -1",
                "connection_max = infinity                  | -1         | -1",
                "connection_max = 0                         | 0          | -1",
                "connection_max = 2147483647                | 2147483647 | -1",
                "max_connections = 7                        | 7          | -1",
                "max_connections = 7 ; connection_max = 5   | 7          | -1",
                "channel_max_per_node = 0                   | -1         | 0",
                "channel_max_per_node = 2147483647          | -1         | 2147483647",
                "channel_max_per_node = infinity            | -1         | -1"
            })
    void limitIsTaken(String text, int connections, int channels) {
        var limits =
                ((Accepted) load(text.replace(" ; ", "\n"))).configuration().network().limits();

        assertThat(limits.connectionsMax()).isEqualTo(connections);
        assertThat(limits.channelsMax()).isEqualTo(channels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection_max", "max_connections", "channel_max_per_node"})
    void whatIsNoLimitIsRefused(String key) {
        for (String value : List.of("-1", "-2", "2147483648", "a", "1.5", "")) {
            assertThat(load(key + " = " + value)).as(value).isInstanceOf(Refused.class);
        }
    }
}
