package dev.warren.management.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Definitions as brokers export them, unedited.
final class ExportedDefinitionsTest {

    private static Path file(String name) throws Exception {
        return Path.of(
                Objects.requireNonNull(ExportedDefinitionsTest.class.getResource(name)).toURI());
    }

    private static Topology into(Topology topology, String name) throws Exception {
        return new DefinitionsImport(PasswordRules.STANDARD, ParameterChecks.NONE)
                .into(topology, file(name));
    }

    private static Policy policy(VirtualHost vhost, PolicyKind kind, String name) {
        return Objects.requireNonNull(policyOrNull(vhost, kind, name));
    }

    private static @Nullable Policy policyOrNull(VirtualHost vhost, PolicyKind kind, String name) {
        return vhost.policies().of(kind).policyOrNull(name);
    }

    @Test
    void ofThree() throws Exception {
        Topology topology = into(Topology.EMPTY, "rabbitmq-3.10.json");

        VirtualHost vhost = topology.requireVhost("shop");
        assertThat(Objects.requireNonNull(topology.userOrNull("ann")).limits())
                .isEqualTo(new UserLimits(50, 100));
        assertThat(vhost.rights("ann").topics()).containsOnlyKeys(ShortString.of("orders"));
        assertThat(vhost.limits()).isEqualTo(new VhostLimits(500L, 2L));
        assertThat(topology.parameters()).containsOnlyKeys("internal_cluster_id");
        Policy operator = policy(vhost, PolicyKind.OPERATOR, "upper");
        assertThat(operator.definition().get("max-length-bytes"))
                .isEqualTo(new FieldValue.Int64(200_000_000));
        assertThat(operator.applyTo()).isEqualTo("queues");
        Policy mixed = policy(vhost, PolicyKind.USER, "mixed");
        assertThat(mixed.definition().entries()).hasSize(2);
        assertThat(mixed.priority()).isEqualTo(1);
        assertThat(policyOrNull(vhost, PolicyKind.USER, "elsewhere")).isNull();
        assertThat(vhost.queueOrNull(ShortString.of("odd"))).isNull();
        assertThat(vhost.exchangeOrNull(ShortString.of("odd"))).isNull();
        assertThat(vhost.requireQueue(ShortString.of("replicated")).type())
                .isEqualTo(QueueType.QUORUM);
        assertThat(vhost.queueOrNull(ShortString.of("amq.gen-abc"))).isNotNull();
        assertThat(vhost.requireExchange(ShortString.of("orders")).bindings()).hasSize(1);
        assertThat(vhost.parameters()).containsOnlyKeys(VhostLimits.PARAMETER);
    }

    @Test
    void ofFour() throws Exception {
        Topology topology = into(Topology.EMPTY, "rabbitmq-4.json");

        VirtualHost vhost = topology.requireVhost("shop");
        assertThat(vhost.definition().defaultQueueType()).isEqualTo("quorum");
        assertThat(vhost.definition().tags()).containsExactly("sales");
        assertThat(vhost.definition().isProtected()).isTrue();
        assertThat(vhost.requireQueue(ShortString.of("replicated")).type())
                .isEqualTo(QueueType.QUORUM);
        assertThat(vhost.requireQueue(ShortString.of("plain")).type()).isEqualTo(QueueType.CLASSIC);
        assertThat(policy(vhost, PolicyKind.USER, "retry").applyTo()).isEqualTo("quorum_queues");
        assertThat(topology.parameters()).containsOnlyKeys("cluster_tags", "internal_cluster_id");
    }

    @Test
    void onceMoreChangesNothingAndTheOtherAddsOnly() throws Exception {
        Topology both = into(into(Topology.EMPTY, "rabbitmq-4.json"), "rabbitmq-3.10.json");

        assertThat(into(both, "rabbitmq-3.10.json")).isSameAs(both);
        VirtualHost vhost = both.requireVhost("shop");
        assertThat(vhost.definition().description()).isEqualTo("what is sold");
        assertThat(policyOrNull(vhost, PolicyKind.USER, "retry")).isNotNull();
        assertThat(vhost.queues().keySet())
                .containsExactlyInAnyOrder(
                        ShortString.of("replicated"),
                        ShortString.of("plain"),
                        ShortString.of("orders.eu"),
                        ShortString.of("amq.gen-abc"));
    }
}
