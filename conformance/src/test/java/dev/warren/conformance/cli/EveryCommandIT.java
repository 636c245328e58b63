package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.QuickNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every command of every program, once: what can be done at any time succeeds and says what it
/// does, what cannot be here says so.
@Timeout(120)
class EveryCommandIT {

    static final List<String> PROGRAMS =
            List.of(
                    "rabbitmqctl",
                    "rabbitmq-diagnostics",
                    "rabbitmq-plugins",
                    "rabbitmq-queues",
                    "rabbitmq-streams",
                    "rabbitmq-upgrade",
                    "warren");

    /// End the node, or go on until they are interrupted, or need something to be there first:
    /// other chapters run them.
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "stop",
                    "shutdown",
                    "wait",
                    "log_tail",
                    "log_tail_stream",
                    "consume_event_stream",
                    "close_connection",
                    "import_definitions",
                    "check_port_listener",
                    "delete_shovel",
                    "restart_shovel",
                    "restart_federation_link",
                    "rotate_logs",
                    "disable");

    @RegisterExtension static final QuickNode NODE = new QuickNode();

    private Ended run(KnownCall known) {
        return NODE.commands().run(known.program(), known.words().toArray(String[]::new));
    }

    @Test
    void whatCanBeDoneIsDone() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (KnownCall known : KnownCall.all()) {
            Ended ended = run(known);
            all.assertThat(ended.status()).as("%s: %s", known, ended).isZero();
            all.assertThat(ended.err()).as(known.toString()).isEmpty();
            all.assertThat(ended.out()).as(known.toString()).startsWith(known.begins());
        }
        all.assertAll();
    }

    @Test
    void whatCannotBeHereSaysSo() throws IOException {
        Set<String> done = done();
        SoftAssertions all = new SoftAssertions();
        for (String program : PROGRAMS) {
            for (String name : names(program)) {
                if (!done.contains(name)) {
                    Ended ended = NODE.commands().run(program, name);
                    all.assertThat(ended.status()).as("%s %s", program, name).isEqualTo(64);
                    all.assertThat(ended.out()).as("%s %s", program, name).isEmpty();
                    all.assertThat(ended.err())
                            .as("%s %s", program, name)
                            .startsWith("Error:\n" + name + " is not possible: ");
                }
            }
        }
        all.assertAll();
    }

    @Test
    void everyCommandHasItsHelp() {
        SoftAssertions all = new SoftAssertions();
        for (String program : PROGRAMS) {
            for (String name : names(program)) {
                Ended ended = NODE.commands().run(program, "help", name);
                all.assertThat(ended.status()).as("%s %s", program, name).isZero();
                all.assertThat(ended.out()).contains("Usage", program, name);
                if (!name.equals("help")) {
                    all.assertThat(NODE.commands().run(program, name, "--help")).isEqualTo(ended);
                }
            }
        }
        all.assertAll();
    }

    @Test
    void anOptionThatIsNoneIsRefusedByEveryCommand() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (KnownCall known : KnownCall.all()) {
            Ended ended = NODE.commands().run(known.program(), known.name(), "--nonesuch");
            all.assertThat(ended.status()).as(known.toString()).isEqualTo(64);
            all.assertThat(ended.err()).as(known.toString()).contains("--nonesuch");
        }
        all.assertAll();
    }

    /// The node slows down who tries too often, and does not look at the password then.
    @Test
    void whoGuessesPasswordsIsNeverToldThatOneIsRight() {
        for (int i = 0; i < 8; i++) {
            assertThat(NODE.commands().run("rabbitmqctl", "authenticate_user", "guessed", "wrong"))
                    .satisfies(ended -> assertThat(ended.status()).isIn(65, 69))
                    .satisfies(ended -> assertThat(ended.out()).doesNotContain("Success"));
        }
        assertThat(NODE.commands().run("rabbitmqctl", "authenticate_user", "guest", "guest").out())
                .isEqualTo("Authenticating user \"guest\" ...\nSuccess\n");
    }

    private List<String> names(String program) {
        return NODE.commands().run(program, "autocomplete").lines();
    }

    private static Set<String> done() throws IOException {
        Set<String> names = new TreeSet<>(ELSEWHERE);
        KnownCall.all().forEach(known -> names.add(known.name()));
        return names;
    }
}
