package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.QuickNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The command line and the HTTP API name the same feature flags.
@Timeout(120)
class FeatureFlagsIT {

    @RegisterExtension static final QuickNode NODE = new QuickNode();

    private List<String> flags() {
        List<String> flags = new ArrayList<>();
        NODE.http()
                .get("/api/feature-flags")
                .json()
                .forEach(flag -> flags.add(flag.path("name").asText()));
        return flags;
    }

    @Test
    void theListIsThatOfTheHttpApi() {
        List<String> lines = new ArrayList<>(List.of("Listing feature flags ...", "name\tstate"));
        flags().forEach(flag -> lines.add(flag + "\tenabled"));

        assertThat(NODE.commands().run("rabbitmqctl", "list_feature_flags").lines())
                .isEqualTo(lines);
        assertThat(flags())
                .isSorted()
                .contains("classic_mirrored_queue_version", "quorum_queue", "rabbitmq_4.0.0");
    }

    @Test
    void allColumnsAreThere() throws IOException {
        Ended ended =
                NODE.commands()
                        .run(
                                "rabbitmqctl",
                                "list_feature_flags",
                                "name",
                                "state",
                                "stability",
                                "provided_by",
                                "desc",
                                "doc_url",
                                "--formatter",
                                "json");

        JsonNode listed = new ObjectMapper().readTree(ended.out());

        assertThat(listed).isEqualTo(NODE.http().get("/api/feature-flags").json());
    }

    @Test
    void statusHasThemToo() {
        assertThat(NODE.commands().run("rabbitmqctl", "cluster_status").lines())
                .containsAll(
                        flags().stream()
                                .map(flag -> "Flag: " + flag + ", state: enabled")
                                .toList());
    }

    @Test
    void eachCanBeEnabledAndNoOther() {
        for (String flag : flags()) {
            assertThat(NODE.commands().run("rabbitmqctl", "enable_feature_flag", flag))
                    .isEqualTo(new Ended(0, "Enabling feature flag \"" + flag + "\" ...\n", ""));
        }
        assertThat(NODE.commands().run("rabbitmqctl", "enable_feature_flag", "none"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(64))
                .satisfies(ended -> assertThat(ended.err()).contains("is not supported by node"));
    }
}
