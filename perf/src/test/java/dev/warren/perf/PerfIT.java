package dev.warren.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.perf.Programs.Broker;
import dev.warren.perf.Programs.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The load generator against a broker that really runs: what it counts is what was asked for.
@Timeout(240)
final class PerfIT {

    @TempDir private static Path directory;

    private static Broker broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(directory.resolve("data"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void everyMessageIsSentConfirmedAndReceivedOnce() throws Exception {
        Ended run =
                perf(
                        "run",
                        "--queue=run",
                        "--queues=3",
                        "--producers=2",
                        "--consumers=2",
                        "--messages=10001",
                        "--size=100",
                        "--persistent",
                        "--durable",
                        "--confirms=50",
                        "--prefetch=100",
                        "--ack-every=7",
                        "--json",
                        "--broker-pid=" + broker.pid());

        assertThat(run.lineWith("\"type\":\"summary\""))
                .contains(
                        "\"sent\":10001,\"confirmed\":10001,\"refused\":0,\"received\":10001,",
                        "\"confirm_p999_ms\":",
                        "\"end_to_end_p50_ms\":",
                        "\"broker_cpu_seconds\":");
        assertThat(run.code()).isZero();
    }

    @Test
    void whatFillLeavesDrainFinds() throws Exception {
        Ended fill =
                perf(
                        "fill",
                        "--queue=fill",
                        "--messages=5000",
                        "--persistent",
                        "--durable",
                        "--confirms=100");
        Ended wait = perf("wait", "--queue=fill", "--messages=5000", "--seconds=30");
        Ended drain =
                perf(
                        "drain",
                        "--queue=fill",
                        "--consumers=2",
                        "--prefetch=100",
                        "--ack-every=64",
                        "--delete");

        assertThat(fill.lineWith("total:"))
                .isEqualTo("total: sent 5000, confirmed 5000, refused 0, received 0");
        assertThat(wait.lineWith("ready")).isEqualTo("ready");
        assertThat(drain.lineWith("total:"))
                .isEqualTo("total: sent 0, confirmed 0, refused 0, received 5000");
    }

    @Test
    void messagesComeAfterTheirDelayAndLatencyCountsFromThen() throws Exception {
        Ended run =
                perf(
                        "run",
                        "--queue=late",
                        "--messages=200",
                        "--confirms=50",
                        "--delay=300",
                        "--delay-to=900",
                        "--json");

        String summary = run.lineWith("\"type\":\"summary\"");
        assertThat(summary)
                .contains("\"sent\":200,\"confirmed\":200,\"refused\":0,\"received\":200,");
        assertThat(number(summary, "measured_seconds")).isGreaterThan(0.3);
        assertThat(number(summary, "end_to_end_p50_ms")).isGreaterThanOrEqualTo(0);
    }

    @Test
    void fillWithoutConfirmsReturnsWhenAllHasArrived() throws Exception {
        perf("fill", "--queue=plain", "--messages=5000");

        Ended wait = perf("wait", "--queue=plain", "--messages=5000", "--seconds=1");

        assertThat(wait.code()).isZero();
    }

    @Test
    void queuesAreDeclaredSeededAndDeleted() throws Exception {
        Ended queues =
                perf(
                        "queues",
                        "--queue=many",
                        "--queues=300",
                        "--connections=2",
                        "--pipeline=10",
                        "--messages-each=5",
                        "--busy=10",
                        "--messages=1000",
                        "--confirms=20");

        assertThat(queues.output()).contains("declared: 300 queues", "deleted: 300 queues");
        assertThat(queues.output())
                .contains("total: sent 1450, confirmed 1450, refused 0, received 0")
                .contains("total: sent 1000, confirmed 1000, refused 0, received 1000");
        assertThat(queues.code()).isZero();
    }

    @Test
    void timedRunEndsByItselfWhenItsTimeIsUp() throws Exception {
        Ended run =
                perf(
                        "run",
                        "--queue=rate",
                        "--rate=500",
                        "--warm-up=0",
                        "--seconds=2",
                        "--auto-ack",
                        "--json");

        String summary = run.lineWith("\"type\":\"summary\"");
        double measured = number(summary, "measured_seconds");
        double sent = number(summary, "sent");
        assertThat(measured).isGreaterThanOrEqualTo(2);
        assertThat(sent).isBetween(1.0, 500 * measured * 10);
        assertThat(summary).contains("\"confirmed\":0,");
    }

    @Test
    void stallIsToldWithWhatWasMeasuredUntilThen() throws Exception {
        perf("fill", "--queue=short", "--messages=10");

        Ended drain = perf("drain", "--queue=short", "--messages=11", "--stall=1");

        assertThat(drain.output()).contains("nothing has moved for 1 s");
        assertThat(drain.lineWith("total:"))
                .isEqualTo("total: sent 0, confirmed 0, refused 0, received 10");
        assertThat(drain.code()).isEqualTo(1);
    }

    @Test
    void refusalOfTheBrokerIsToldAndIsAFailure() throws Exception {
        perf("fill", "--queue=kind", "--messages=1", "--durable");

        Ended run = perf("fill", "--queue=kind", "--messages=1");

        assertThat(run.output()).contains("PRECONDITION_FAILED");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void wrongOptionIsToldBeforeAnythingIsDone() throws Exception {
        Ended run = perf("run", "--prefetch=10", "--ack-every=20");

        assertThat(run.output()).contains("never comes about");
        assertThat(run.code()).isEqualTo(64);
    }

    private static double number(String json, String name) {
        return Double.parseDouble(json.replaceAll(".*\"" + name + "\":([0-9.]+).*", "$1"));
    }

    private static Ended perf(String command, String... options) throws Exception {
        String[] arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = "--uri=" + broker.uri();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Programs.perf(arguments);
    }
}
