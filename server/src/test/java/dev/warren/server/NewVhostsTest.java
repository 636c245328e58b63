package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.server.config.ConfigurationLoader;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.Machine;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.Sources;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NewVhostsTest {

    private static final String DEFAULTS =
            """
            default_limits.vhosts.1.max_queues = 3
            default_policies.operator.p.max_length = 5
            default_users.ann.password = hunter2
            default_users.ann.write = ^a
            """;

    @Test
    void firstStartGivesTheFirstVirtualHostAllOfThem() throws Exception {
        Topology first = FirstTopology.of(configuration(DEFAULTS), Topology.EMPTY);

        var vhost = first.requireVhost("/");
        assertThat(vhost.limits().queuesMax()).isEqualTo(3);
        assertThat(vhost.policies().of(PolicyKind.OPERATOR).policyOrNull("p")).isNotNull();
        assertThat(vhost.permissionOrNull("ann")).isEqualTo(Permission.of(".*", "^a", ".*"));
        assertThat(
                        Objects.requireNonNull(first.userOrNull("ann"))
                                .passwordHash()
                                .matches(Bytes.of("hunter2")))
                .isTrue();
    }

    @Test
    void virtualHostThatWasThereIsLeftAlone() throws Exception {
        Topology before = FirstTopology.of(configuration(""), Topology.EMPTY);

        Topology after = FirstTopology.of(configuration(DEFAULTS), before);

        assertThat(after.requireVhost("/").parameters()).isEmpty();
        assertThat(after.userOrNull("ann")).isNull();
    }

    @Test
    void policyThatCouldNotBeSetKeepsTheNodeFromStarting() {
        assertThatThrownBy(() ->
                        FirstTopology.of(
                                configuration("default_policies.operator.p.apply_to = all"),
                                Topology.EMPTY))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("default_policies.operator.p: no policy provided");
    }

    @Test
    void passwordThatIsTooShortKeepsTheNodeFromStarting() {
        String text =
                DEFAULTS
                        + """
                        credential_validator.validation_backend = rabbit_credential_validator_min_password_length
                        credential_validator.min_length = 20
                        """;
        assertThatThrownBy(() -> FirstTopology.of(configuration(text), Topology.EMPTY))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("default_users.ann.password: ");
    }

    private static ServerConfiguration configuration(String text) {
        Sources sources = new Sources(new FileText("r.conf", text), Map.of(), List.of(), null);
        return ((Accepted) ConfigurationLoader.load(sources, new Machine(1, "h", "h")))
                .configuration();
    }
}
