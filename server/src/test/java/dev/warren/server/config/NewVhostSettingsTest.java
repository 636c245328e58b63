package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.ServerConfiguration.Permissions;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewVhostSettingsTest {

    @Test
    void nothingUnlessTold() {
        assertThat(defaults("").isEmpty()).isTrue();
    }

    @Test
    void usersHaveAllRightsUnlessTold() {
        var users =
                defaults(
                                """
                                default_users.ann.password = hunter2
                                default_users.bob.tags = monitoring, management
                                default_users.bob.vhost_pattern = ^dev
                                default_users.bob.write = ^$
                                """)
                        .users();

        assertThat(users).hasSize(2);
        var bob = users.get(1).name().equals("bob") ? users.get(1) : users.get(0);
        var ann = users.get(1).name().equals("bob") ? users.get(0) : users.get(1);
        assertThat(ann.password()).isEqualTo(new Secret("hunter2"));
        assertThat(ann.permissions()).isEqualTo(new Permissions(".*", ".*", ".*"));
        assertThat(ann.tags()).isEmpty();
        assertThat(ann.vhosts().matcher("any").find()).isTrue();
        assertThat(bob.password()).isNull();
        assertThat(bob.tags()).containsExactlyInAnyOrder("monitoring", "management");
        assertThat(bob.permissions()).isEqualTo(new Permissions(".*", "^$", ".*"));
        assertThat(bob.vhosts().matcher("a-dev").find()).isFalse();
    }

    @Test
    void limitsAreInTheOrderOfTheirPatterns() {
        assertThat(
                        defaults(
                                        """
                                        default_limits.vhosts.2.pattern = b
                                        default_limits.vhosts.1.pattern = a
                                        default_limits.vhosts.1.max_queues = 7
                                        """)
                                .limits())
                .extracting(
                        limits -> limits.vhosts().pattern(),
                        NewVhostDefaults.Limits::queuesMax,
                        NewVhostDefaults.Limits::connectionsMax)
                .containsExactly(tuple("b", null, null), tuple("a", 7, null));
    }

    @Test
    void policyHasItsKeysWithDashes() {
        assertThat(
                        defaults(
                                        """
                                        default_policies.operator.p.queue_pattern = ^q
                                        default_policies.operator.p.apply_to = classic_queues
                                        default_policies.operator.p.message_ttl = 2m
                                        """)
                                .policies())
                .singleElement()
                .extracting(NewVhostDefaults.OperatorPolicy::policy)
                .isEqualTo(
                        new Policy(
                                "p",
                                "^q",
                                new FieldTable(
                                        List.of(
                                                new FieldTable.Entry(
                                                        ShortString.of("message-ttl"),
                                                        new FieldValue.Int64(120_000)))),
                                0,
                                "classic_queues"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default_users.a.vhost_pattern = (",
                "default_users.a.write = [",
                "default_limits.vhosts.1.max_queues = 0",
                "default_policies.operator.p.expires = soon",
                "default_policies.operator.p.max_length = 0",
                "default_policies.operator.p.apply_to = everything"
            })
    void wrongValuesAreRefused(String line) {
        assertThat(load(line)).isInstanceOf(Refused.class);
    }

    private static NewVhostDefaults defaults(String text) {
        return ((Accepted) load(text)).configuration().newVhosts();
    }

    private static ConfigurationResult load(String text) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 2);
    }
}
