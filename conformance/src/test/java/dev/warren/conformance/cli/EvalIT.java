package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.QuickNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The expressions that client test suites and probes send to `eval`, and nothing besides.
@Timeout(120)
class EvalIT {

    @RegisterExtension static final QuickNode NODE = new QuickNode();

    private Ended eval(String expression) {
        return NODE.commands().run("rabbitmqctl", "eval", expression);
    }

    private static Ended said(String text) {
        return new Ended(0, text + "\n", "");
    }

    @Test
    void whoIsLetInFromThisMachineOnlyIsSet() {
        String get = "application:get_env(rabbit, loopback_users).";
        assertThat(eval(get)).isEqualTo(said("{ok,[<<\"guest\">>]}"));

        assertThat(eval("application:set_env(rabbit, loopback_users, []).")).isEqualTo(said("ok"));
        assertThat(eval(get)).isEqualTo(said("{ok,[]}"));
        assertThat(
                        eval(
                                "application:set_env(rabbit,loopback_users,[<<\"g g\">>, <<\"a\\\"b\">>])."))
                .isEqualTo(said("ok"));
        assertThat(eval("{ok, V} = application:get_env(rabbit, loopback_users), V.").out())
                .isIn("[<<\"g g\">>,<<\"a\\\"b\">>]\n", "[<<\"a\\\"b\">>,<<\"g g\">>]\n");
        assertThat(eval("application:set_env(rabbit, loopback_users, [<<\"guest\">>])."))
                .isEqualTo(said("ok"));
        assertThat(eval(get)).isEqualTo(said("{ok,[<<\"guest\">>]}"));
    }

    /// A list that is understood in part would let in who should stay out.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "guest",
                "[guest]",
                "[<<\"guest\">>, other]",
                "[<<\"guest\">>",
                "[<<\"guest\">>,]",
                "[<<\"guest\">> <<\"other\">>]"
            })
    void aListThatIsNotOneOfNamesChangesNothing(String list) {
        Ended ended = eval("application:set_env(rabbit, loopback_users, " + list + ").");

        assertThat(ended.status()).isEqualTo(64);
        assertThat(eval("application:get_env(rabbit, loopback_users)."))
                .isEqualTo(said("{ok,[<<\"guest\">>]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk"})
    void publishersWaitWhileAnAlarmIsSet(String resource) throws Exception {
        try (Connection connection = NODE.process().factory().newConnection()) {
            var blocked = new CountDownLatch(1);
            var unblocked = new CountDownLatch(1);
            connection.addBlockedListener(_ -> blocked.countDown(), unblocked::countDown);
            var channel = connection.createChannel();

            assertThat(
                            eval(
                                    "rabbit_alarm:set_alarm({{resource_limit, %s, node()}, []})."
                                            .formatted(resource)))
                    .isEqualTo(said("ok"));
            channel.basicPublish("amq.fanout", "", null, new byte[1]);
            assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
            Ended alarms = NODE.commands().run("rabbitmq-diagnostics", "alarms", "-q");
            assertThat(
                            eval(
                                    "rabbit_alarm:clear_alarm({resource_limit, %s, '%s'})."
                                            .formatted(resource, "rabbit@suite")))
                    .isEqualTo(said("ok"));

            assertThat(alarms.out())
                    .contains(resource.equals("disk") ? "Free disk space alarm" : "Memory alarm");
            assertThat(unblocked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(NODE.commands().run("rabbitmq-diagnostics", "check_alarms").status())
                    .isZero();
        }
    }

    @Test
    void theNodeSaysItsName() {
        assertThat(eval("node().")).isEqualTo(said("rabbit@suite"));
        assertThat(eval(" node( ) . ")).isEqualTo(said("rabbit@suite"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os:cmd(\"id\").",
                "rabbit_alarm:set_alarm({{resource_limit, cpu, node()}, []}).",
                "rabbit_alarm:set_alarm({{resource_limit, disk, node()}, []}), halt().",
                "application:set_env(rabbit, nonesuch, 1).",
                "application:get_env(rabbit, nonesuch).",
                "application:set_env(rabbit, channel_max, -1).",
                "application:set_env(rabbit, channel_max, many)."
            })
    void allElseIsRefused(String expression) {
        assertThat(eval(expression))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(64))
                .satisfies(ended -> assertThat(ended.out()).isEmpty())
                .satisfies(ended ->
                        assertThat(ended.err())
                                .startsWith(
                                        "Error:\nWarren runs on a JVM and evaluates no Erlang."));
    }
}
