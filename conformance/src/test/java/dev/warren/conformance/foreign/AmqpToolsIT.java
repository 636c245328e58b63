package dev.warren.conformance.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.foreign.Program.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// rabbitmq-c, seen through its command-line tools (Debian package amqp-tools).
class AmqpToolsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int QUEUE_IS_EMPTY = 2;

    private ForeignTarget target;
    private String queue;

    @BeforeEach
    void findTools() {
        target = ForeignTarget.required();
        assumeTrue(
                Program.of("amqp-publish", "--help").succeeds(LIMIT),
                "there is no 'amqp-publish': install amqp-tools");
        queue = "warren.tools." + ProcessHandle.current().pid();
    }

    @AfterEach
    void deleteQueue() {
        if (queue != null) {
            tool("amqp-delete-queue", "-q", queue);
        }
    }

    @Test
    void declaredQueueIsNamedOnStandardOutput() {
        var outcome = tool("amqp-declare-queue", "-q", queue);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outText()).isEqualTo(queue);
    }

    @Test
    void emptyNameLetsTheServerChooseOne() {
        var outcome = tool("amqp-declare-queue", "-q", "");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outText()).matches("amq\\.gen-[A-Za-z0-9_-]{22}");
        assertThat(tool("amqp-delete-queue", "-q", outcome.outText()).exitCode()).isZero();
    }

    @Test
    void differentDeclarationFailsWithTheServersWords() {
        declare();

        var outcome = tool("amqp-declare-queue", "-d", "-q", queue);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errText())
                .contains("server channel error 406, message: PRECONDITION_FAILED")
                .contains("inequivalent arg 'durable' for queue '" + queue + "' in vhost '/'")
                .contains("received 'true' but current is 'false'");
    }

    @Test
    void publishedMessageIsGot() {
        declare();

        assertThat(publish("你好,世界").exitCode()).isZero();
        var outcome = tool("amqp-get", "-q", queue);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outText()).isEqualTo("你好,世界");
    }

    @Test
    void getFromAnEmptyQueueHasItsOwnExitCode() {
        declare();

        assertThat(tool("amqp-get", "-q", queue).exitCode()).isEqualTo(QUEUE_IS_EMPTY);
    }

    @Test
    void getFromAMissingQueueFails() {
        var outcome = tool("amqp-get", "-q", queue);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errText())
                .contains(
                        "server channel error 404, message: NOT_FOUND - no queue '"
                                + queue
                                + "' in vhost '/'");
    }

    @Test
    void bodyComesFromStandardInput() {
        declare();
        var body = "一行\n又一行\n".repeat(20_000);

        var published = toolWithInput(body, "amqp-publish", "-r", queue, "-p", "-C", "text/plain");
        var outcome = tool("amqp-get", "-q", queue);

        assertThat(published.exitCode()).isZero();
        assertThat(outcome.outText() + "\n").isEqualTo(body);
    }

    @Test
    void eachLineIsAMessage() {
        declare();

        toolWithInput("一\n二\n三\n", "amqp-publish", "-r", queue, "-l");
        var outcome = tool("amqp-consume", "-q", queue, "-c", "3", "cat");

        assertThat(outcome.out()).containsExactly("一", "二", "三");
    }

    @Test
    void consumeEndsAfterItsCountAndLeavesTheRest() {
        declare();
        List.of("a", "b", "c").forEach(this::publish);

        var outcome = tool("amqp-consume", "-q", queue, "-c", "2", "-p", "1", "cat");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outText()).isEqualTo("ab");
        assertThat(tool("amqp-get", "-q", queue).outText()).isEqualTo("c");
    }

    @Test
    void messageWhoseCommandFailsIsNotAcknowledged() {
        declare();
        publish("again");

        tool("amqp-consume", "-q", queue, "-c", "1", "false");

        assertThat(tool("amqp-get", "-q", queue).outText()).isEqualTo("again");
    }

    @Test
    void consumeFromAMissingQueueFails() {
        var outcome = tool("amqp-consume", "-q", queue, "-c", "1", "cat");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errText()).contains("server channel error 404");
    }

    @Test
    void publishToAMissingExchangeFailsAtTheClose() {
        var outcome = tool("amqp-publish", "-e", queue, "-r", "k", "-b", "x");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errText())
                .contains("NOT_FOUND - no exchange '" + queue + "' in vhost '/'");
    }

    @Test
    void publishToNowhereIsFine() {
        assertThat(tool("amqp-publish", "-e", "amq.direct", "-r", queue, "-b", "x").exitCode())
                .isZero();
    }

    @Test
    void deleteTellsHowManyMessagesWentWithTheQueue() {
        declare();
        List.of("a", "b", "c").forEach(this::publish);

        assertThat(tool("amqp-delete-queue", "-q", queue).outText()).isEqualTo("3");
        assertThat(tool("amqp-delete-queue", "-q", queue).outText()).isEqualTo("0");
    }

    @Test
    void queueThatIsNotEmptyCanBeSpared() {
        declare();
        publish("a");

        var outcome = tool("amqp-delete-queue", "-q", queue, "--if-empty");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errText())
                .contains("PRECONDITION_FAILED - queue '" + queue + "' in vhost '/' not empty");
    }

    @Test
    void wrongPasswordIsRefused() {
        var address = URI.create(target.url());
        var url = "amqp://guest:wrong@" + address.getHost() + ":" + target.port() + "/";

        var outcome =
                Program.of("amqp-publish", "-u", url, "-r", "k", "-b", "x").run("", LIMIT, _ -> {});

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errText())
                .contains(
                        "server connection error 403, message: ACCESS_REFUSED - Login was refused");
    }

    private void declare() {
        assertThat(tool("amqp-declare-queue", "-q", queue).exitCode()).isZero();
    }

    private Outcome publish(String body) {
        return tool("amqp-publish", "-r", queue, "-b", body);
    }

    private Outcome tool(String name, String... arguments) {
        return toolWithInput("", name, arguments);
    }

    private Outcome toolWithInput(String input, String name, String... arguments) {
        var command = new ArrayList<>(List.of(name, "-u", target.url()));
        command.addAll(List.of(arguments));
        return Program.of(command.toArray(String[]::new)).run(input, LIMIT, _ -> {});
    }
}
