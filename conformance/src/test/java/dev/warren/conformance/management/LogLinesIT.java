package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The lines of the log that people and tools look for, in the words of RabbitMQ 3.10.8. In what is
/// expected `PID` stands for the process of a connection and `ENDS` for its two ends.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogLinesIT {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00 (\\[\\w+]) (<\\d+\\.\\d+\\.\\d+>) (.*)");

    private static final String COMPLETE = "[info] Server startup complete; 0 plugins started.";

    @TempDir private Path work;

    private HttpBroker broker;

    /// How many lines there were when the test began.
    private long before;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void look() {
        before = log().count();
    }

    private Stream<MatchResult> log() {
        String text = broker.process().log();
        // The last line may still be written.
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> {
                    Matcher matcher = LINE.matcher(line);
                    assertThat(matcher.matches()).as(line).isTrue();
                    return matcher.toMatchResult();
                });
    }

    /// Level and text of each line so far.
    private List<String> lines() {
        return log().map(line -> line.group(1) + " " + line.group(3)).toList();
    }

    private String awaitLine(String text) {
        Awaitility.await(text)
                .atMost(Duration.ofSeconds(30))
                .until(() -> log().skip(before).anyMatch(line -> line.group(3).contains(text)));
        return log().skip(before)
                .filter(line -> line.group(3).contains(text))
                .map(line -> line.group(2))
                .findFirst()
                .orElseThrow();
    }

    /// All that is said of the first connection since the test began, once a line about it says
    /// this.
    private List<String> story(String last) {
        String pid = awaitLine("accepting AMQP connection");
        Awaitility.await(last)
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        log().anyMatch(line ->
                                line.group(2).equals(pid) && line.group(3).contains(last)));
        return log().filter(line -> line.group(2).equals(pid))
                .map(line -> line.group(1) + " " + line.group(3))
                .map(line -> line.replace(pid, "PID"))
                .map(line ->
                        line.replaceAll(
                                "127\\.0\\.0\\.1:\\d+ -> 127\\.0\\.0\\.1:"
                                        + broker.process().port(),
                                "ENDS"))
                .toList();
    }

    private Connection connect(String name) throws IOException, TimeoutException {
        ConnectionFactory factory = broker.process().factory();
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection(name);
    }

    @Test
    void startSaysWhereItListensAndThenThatItIsComplete() {
        List<String> lines = lines();
        assertThat(lines)
                .contains("[info] started TCP listener on [::]:" + broker.process().port())
                .contains(COMPLETE);
        assertThat(lines.subList(0, lines.indexOf(COMPLETE)))
                .anyMatch(line -> line.startsWith("[info] started TCP listener on "))
                .anyMatch(line -> line.startsWith("[info] started HTTP API listener on "))
                .anyMatch(line -> line.startsWith("[info] started metrics listener on "));
    }

    @Test
    void clientWithANameComesAndGoes() throws Exception {
        connect("orders").close();

        assertThat(story("closing"))
                .containsExactly(
                        "[info] accepting AMQP connection PID (ENDS)",
                        "[info] connection PID (ENDS) has a client-provided name: orders",
                        "[info] connection PID (ENDS - orders): user 'guest' authenticated and granted access to vhost '/'",
                        "[info] closing AMQP connection PID (ENDS - orders, vhost: '/', user: 'guest')");
    }

    @Test
    void clientWithoutANameComesAndIsLost() throws Exception {
        try (RawAmqp raw = broker.process().raw()) {
            raw.handshake();
        }

        assertThat(story("unexpectedly"))
                .containsExactly(
                        "[info] accepting AMQP connection PID (ENDS)",
                        "[info] connection PID (ENDS): user 'guest' authenticated and granted access to vhost '/'",
                        "[warning] closing AMQP connection PID (ENDS, vhost: '/', user: 'guest'):",
                        "[warning] client unexpectedly closed TCP connection");
    }

    @Test
    void nameCannotBeginALineOfItsOwn() throws Exception {
        connect("a\r\n2026-01-01 00:00:00.000000+00:00 [info] <0.1.0> forged").close();

        assertThat(story("closing"))
                .hasSize(4)
                .element(1)
                .asString()
                .isEqualTo(
                        "[info] connection PID (ENDS) has a client-provided name: a??2026-01-01 00:00:00.000000+00:00 [info] <0.1.0> forged");
    }

    @Test
    void wrongPassword() {
        ConnectionFactory factory = broker.process().factory();
        factory.setPassword("no secret");
        assertThatThrownBy(factory::newConnection)
                .isInstanceOf(AuthenticationFailureException.class);

        assertThat(story("closing"))
                .containsExactly(
                        "[info] accepting AMQP connection PID (ENDS)",
                        "[error] Error on AMQP connection PID (ENDS, state: starting):",
                        "[error] PLAIN login refused: user 'guest' - invalid credentials",
                        "[info] closing AMQP connection PID (ENDS)");
        assertThat(broker.process().log()).doesNotContain("no secret");
    }

    @Test
    void unknownVirtualHost() {
        ConnectionFactory factory = broker.process().factory();
        factory.setVirtualHost("nowhere");
        assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);

        assertThat(story("closing"))
                .containsExactly(
                        "[info] accepting AMQP connection PID (ENDS)",
                        "[error] Error on AMQP connection PID (ENDS, user: 'guest', state: opening):",
                        "[error] vhost nowhere not found",
                        "[info] closing AMQP connection PID (ENDS, vhost: 'none', user: 'guest')");
    }

    @Test
    void channelError() throws Exception {
        try (Connection connection = connect("errs")) {
            assertThatThrownBy(() -> Client.channelOf(connection).queueDeclarePassive("missing"))
                    .isInstanceOf(IOException.class);
        }

        assertThat(story("closing"))
                .containsSubsequence(
                        "[error] Channel error on connection PID (ENDS, vhost: '/', user: 'guest'), channel 1:",
                        "[error] operation queue.declare caused a channel exception not_found: no queue 'missing' in vhost '/'",
                        "[info] closing AMQP connection PID (ENDS - errs, vhost: '/', user: 'guest')");
    }

    @Test
    void connectionError() throws Exception {
        try (RawAmqp raw = broker.process().raw()) {
            raw.handshake();
            raw.method(7, "queue.declare", RawAmqp.queueDeclare("q", 0));
            raw.expect(0, "connection.close");
            raw.method(0, "connection.close-ok", Wire.bytes());
            assertThat(raw.isEnded()).isTrue();
        }

        assertThat(story("closing"))
                .containsSubsequence(
                        "[error] Error on AMQP connection PID (ENDS, vhost: '/', user: 'guest', state: running), channel 7:",
                        "[error]  operation queue.declare caused a connection exception channel_error: \"expected 'channel.open'\"",
                        "[info] closing AMQP connection PID (ENDS, vhost: '/', user: 'guest')");
    }

    @Test
    void missedHeartbeats() throws Exception {
        try (RawAmqp raw = broker.process().raw()) {
            raw.login(Map.of());
            var tune = raw.expect(0, "connection.tune");
            raw.tuneOk(tune.shortInt(), tune.longInt(), 1);
            raw.openVhost("/");
            raw.expect(0, "connection.open-ok");
            assertThat(raw.isEnded()).isTrue();
        }

        assertThat(story("missed heartbeats"))
                .endsWith(
                        "[error] closing AMQP connection PID (ENDS):",
                        "[error] missed heartbeats from client, timeout: 1s");
    }

    @Test
    void somethingElseThanAmqp() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", broker.process().port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }

        assertThat(story("speaks HTTP"))
                .containsExactly(
                        "[info] accepting AMQP connection PID (ENDS)",
                        "[error] closing AMQP connection PID (ENDS):",
                        "[error] {bad_header,<<\"GET / HT\">>}",
                        "[error] the client speaks HTTP");
    }

    @Test
    void alarmSaysThatPublishersAreHeldAndThatTheyGoOn() {
        CommandLine line = new CommandLine(broker.process().data(), work);
        assertThat(line.run("rabbitmqctl", "set_disk_free_limit", "900TB").status()).isZero();
        awaitLine("disk resource limit alarm set");
        assertThat(line.run("rabbitmqctl", "set_disk_free_limit", "0").status()).isZero();
        awaitLine("cleared across the cluster");

        assertThat(lines().stream().skip(before))
                .containsSubsequence(
                        "[warning] disk resource limit alarm set on node rabbit@suite.",
                        "[warning] ",
                        "[warning] **********************************************************",
                        "[warning] *** Publishers will be blocked until this alarm clears ***",
                        "[warning] **********************************************************",
                        "[warning] disk resource limit alarm cleared on node rabbit@suite",
                        "[warning] disk resource limit alarm cleared across the cluster")
                .anyMatch(text ->
                        text.matches(
                                "\\[info] Free disk space is insufficient\\. Free bytes: \\d+\\. Limit: 900000000000000"));
    }
}
