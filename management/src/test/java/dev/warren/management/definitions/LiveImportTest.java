package dev.warren.management.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.management.BrokerRig;
import dev.warren.management.http.JsonOut;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveImportTest {

    private final BrokerRig rig = new BrokerRig();

    private void bring(String json, @Nullable String vhost) {
        rig.run(() -> {
            try {
                new LiveImport(rig.broker, PasswordRules.STANDARD, ParameterChecks.NONE)
                        .bring(JsonOut.MAPPER.readTree(json), vhost, "ann");
            } catch (JsonProcessingException | DefinitionsException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }

    private Topology topology() {
        return rig.broker.topology();
    }

    @Test
    void everythingIsThereAndServed() {
        bring(
                """
                {"users":[{"name":"u","password_hash":"","tags":""}],
                 "vhosts":[{"name":"v"}],
                 "queues":[{"name":"q","vhost":"v","durable":true,"arguments":{}}],
                 "bindings":[{"source":"amq.topic","vhost":"v","destination":"q",
                   "destination_type":"queue","routing_key":"k","arguments":{}}]}
                """,
                null);

        var queue = topology().requireVhost("v").requireQueue(ShortString.of("q"));
        assertThat(rig.broker.queueOrNull(queue)).isNotNull();
        assertThat(topology().userOrNull("u")).isNotNull();
    }

    @Test
    void mistakeAtTheEndChangesNothing() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        bring(
                                """
                                {"vhosts":[{"name":"v"}],
                                 "queues":[{"name":"q","vhost":"v"}],
                                 "bindings":[{"source":"none","vhost":"v","destination":"q",
                                   "destination_type":"queue","routing_key":"","arguments":{}}]}
                                """,
                                null))
                .withMessageContaining("no exchange 'none' in vhost 'v'");

        assertThat(topology().vhostOrNull("v")).isNull();
    }

    @Test
    void intoOneVirtualHostNothingElseComes() {
        bring(
                """
                {"users":[{"name":"u","password_hash":"","tags":""}],
                 "vhosts":[{"name":"v"}],
                 "queues":[{"name":"q","vhost":"elsewhere"},{"name":"r"}]}
                """,
                BrokerRig.VHOST);

        assertThat(topology().requireVhost(BrokerRig.VHOST).queues())
                .containsOnlyKeys(ShortString.of("q"), ShortString.of("r"));
        assertThat(topology().vhostOrNull("v")).isNull();
        assertThat(topology().userOrNull("u")).isNull();
    }

    @Test
    void queueThatIsThereStaysAsItIs() {
        bring("{\"queues\":[{\"name\":\"q\",\"durable\":true}]}", BrokerRig.VHOST);
        bring("{\"queues\":[{\"name\":\"q\",\"durable\":false}]}", BrokerRig.VHOST);

        assertThat(
                        topology()
                                .requireVhost(BrokerRig.VHOST)
                                .requireQueue(ShortString.of("q"))
                                .isDurable())
                .isTrue();
    }

    /// As RabbitMQ 3.10's `rabbitmqctl export_definitions` writes it.
    @Test
    void definitionOfAnOperatorPolicyMayBePairs() {
        bring(
                """
                {"parameters":[{"component":"operator_policy","name":"o","vhost":"/",
                  "value":{"apply-to":"all","definition":[["max-length-bytes",1000]],
                    "pattern":"^q","priority":0}}]}
                """,
                null);

        var policies = topology().requireVhost(BrokerRig.VHOST).policies();
        assertThat(policies.of(PolicyKind.OPERATOR).policies())
                .singleElement()
                .satisfies(policy ->
                        assertThat(policy.definition().get("max-length-bytes"))
                                .isEqualTo(new FieldValue.Int64(1000)));
    }
}
