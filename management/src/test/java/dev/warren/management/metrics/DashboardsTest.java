package dev.warren.management.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What dashboards ask for is there: RabbitMQ's, by the names and labels in `dashboards.txt`, and
/// ours.
class DashboardsTest {

    private static final Path OURS = Path.of("..", "packaging", "grafana", "warren.json");

    private static final Pattern METRIC =
            Pattern.compile("\\b(rabbitmq|warren|jvm|process)_[a-z0-9_]+");

    /// Labels that stand in expressions and look like names of metrics.
    private static final List<String> LABELS = List.of("rabbitmq_cluster", "rabbitmq_node");

    private final MetricsRig rig = new MetricsRig();
    private String plain = "";
    private String perObject = "";

    @BeforeEach
    void readBothPages() {
        rig.declare("a queue");
        rig.declareDelaying("an exchange");
        rig.openChannel();
        plain = MetricsRig.text(rig.metrics::plain);
        perObject = MetricsRig.text(rig.metrics::perObject);
    }

    @Test
    void officialDashboardsFindEveryNameAndLabel() throws IOException {
        List<String> missing = new ArrayList<>();

        for (String line : wanted()) {
            String[] words = line.split(" ");
            boolean isThere =
                    plain.lines()
                            .filter(served -> isNumberOf(words[0], served))
                            .anyMatch(served -> hasLabels(words, served));
            if (!isThere) {
                missing.add(line);
            }
        }

        assertThat(missing).isEmpty();
    }

    private static List<String> wanted() throws IOException {
        try (InputStream in = DashboardsTest.class.getResourceAsStream("dashboards.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    private static boolean isNumberOf(String name, String served) {
        return served.startsWith(name + " ") || served.startsWith(name + "{");
    }

    private static boolean hasLabels(String[] words, String served) {
        return Arrays.stream(words).skip(1).allMatch(label -> served.contains(label + "=\""));
    }

    @Test
    void ourDashboardAsksForNothingThatIsNotThere() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(OURS));
        List<String> names = new ArrayList<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            Matcher name = METRIC.matcher(expression.asText());
            while (name.find()) {
                names.add(name.group());
            }
        }
        names.removeAll(LABELS);

        assertThat(names).hasSizeGreaterThan(20);
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(
                                        Stream.concat(plain.lines(), perObject.lines())
                                                .anyMatch(line -> isNumberOf(name, line)))
                                .as(name)
                                .isTrue());
    }
}
