package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.management.alike.Difference;
import dev.warren.conformance.management.alike.Permitted;
import dev.warren.conformance.management.alike.Recording;
import dev.warren.conformance.management.alike.Script;
import dev.warren.conformance.management.alike.Stage;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The calls of `calls.txt`, compared with what RabbitMQ 3.10.8 answers: status, headers, keys and
/// their types, words of errors. Where Warren differs on purpose stands in
/// `conformance/http-api-differences.md`, with the reason.
///
/// RabbitMQ is not on every machine, so its answers are kept in `rabbitmq-3.10.txt`. With
/// `conformance.target=amqp://...` and `conformance.http=http://...` of a fresh RabbitMQ with the
/// management plugin, it is compared with them itself; with `conformance.record=true` they are
/// written anew.
@Timeout(300)
class HttpAlikeIT {

    private static final Script SCRIPT = Script.read("/http-api/calls.txt");

    private static Path recorded() {
        return Broker.root().resolve("conformance/src/test/resources/http-api/rabbitmq-3.10.txt");
    }

    /// To be compared with the other by people.
    private static Path seen() {
        return Broker.root().resolve("conformance/target/http-api-warren.txt");
    }

    private static List<Difference> differences(Recording theirs, Recording ours) {
        List<Difference> found = new ArrayList<>();
        ours.answers()
                .forEach((call, facts) ->
                        found.addAll(
                                Difference.of(
                                        call,
                                        theirs.answers().getOrDefault(call, new TreeMap<>()),
                                        facts)));
        return found;
    }

    private static String text(List<?> lines) {
        return String.join("\n", lines.stream().map(String::valueOf).toList());
    }

    @Test
    @DisabledIfSystemProperty(named = "conformance.http", matches = ".+")
    void answersAreRabbitsButForWhatIsListed() throws Exception {
        Recording theirs = Recording.read(recorded());
        Permitted permitted =
                Permitted.read(Broker.root().resolve("conformance/http-api-differences.md"));
        Recording ours;
        try (HttpBroker warren = HttpBroker.start()) {
            ours = play(warren.http().base(), warren.process().factory());
        }
        ours.write(seen(), "What Warren has answered.");

        List<Difference> unlisted =
                differences(theirs, ours).stream().filter(d -> !permitted.covers(d)).toList();

        assertThat(ours.answers().keySet()).isEqualTo(theirs.answers().keySet());
        assertThat(unlisted).as(text(unlisted)).isEmpty();
        assertThat(permitted.unmet()).as("listed, and not so any more").isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance.http", matches = ".+")
    void recordedAnswersAreThoseOfTheTarget() throws Exception {
        Target target = Broker.shared().target();
        ConnectionFactory amqp = new ConnectionFactory();
        amqp.setHost(target.host());
        amqp.setPort(target.port());

        Recording live = play(URI.create(System.getProperty("conformance.http")), amqp);

        if (Boolean.getBoolean("conformance.record")) {
            live.write(recorded(), "What RabbitMQ 3.10.8 answers. Written by HttpAlikeIT.");
        }
        Map<String, SortedMap<String, String>> known = Recording.read(recorded()).answers();
        assertThat(known).isEqualTo(live.answers());
    }

    private static Recording play(URI base, ConnectionFactory amqp) throws Exception {
        amqp.setVirtualHost("al");
        try (Stage stage = new Stage(base, amqp)) {
            return stage.play(SCRIPT);
        }
    }
}
