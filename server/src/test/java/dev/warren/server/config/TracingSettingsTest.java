package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.ServerConfiguration.SpanBatches;
import dev.warren.server.config.ServerConfiguration.Traces;
import dev.warren.server.config.Sources.FileText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TracingSettingsTest {

    private static final String ON = "warren.tracing.enabled = true\n";

    @Test
    void nothingIsRecordedUnlessAskedFor() {
        assertThat(tracesOrNull("", Map.of())).isNull();
    }

    @Test
    void collectorIsTheUsualOneOnThisMachine() {
        assertThat(tracesOrNull(ON, Map.of()))
                .isEqualTo(
                        new Traces(
                                URI.create("http://localhost:4318/v1/traces"),
                                Map.of(),
                                "warren",
                                1,
                                new SpanBatches(2_048, 512, 5_000, 10_000)));
    }

    @Test
    void variablesOfOpenTelemetryWinOverTheFile() {
        Traces traces =
                tracesOrNull(
                        ON + "warren.tracing.service_name = file",
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4318/",
                                "OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b,x.y = z",
                                "OTEL_SERVICE_NAME", "orders",
                                "OTEL_TRACES_SAMPLER_ARG", "0.25",
                                "OTEL_BSP_SCHEDULE_DELAY", "100"));

        assertThat(traces)
                .isEqualTo(
                        new Traces(
                                URI.create("https://collector:4318/v1/traces"),
                                Map.of("api-key", new Secret("a b"), "x.y", new Secret("z")),
                                "orders",
                                0.25,
                                new SpanBatches(2_048, 512, 100, 10_000)));
    }

    @Test
    void variableForTracesWinsOverTheOneForAll() {
        Traces traces =
                tracesOrNull(
                        ON,
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:1",
                                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:2/here"));

        assertThat(traces).extracting("endpoint").isEqualTo(URI.create("http://traces:2/here"));
    }

    @Test
    void variablesOfOthersDoNoHarmWhereNothingIsRecorded() {
        assertThat(tracesOrNull("", Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))).isNull();
    }

    @Test
    void protocolThatIsNotSpokenIsRefused() {
        assertThat(load(ON, Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")))
                .isInstanceOf(Refused.class)
                .asString()
                .contains("'warren.tracing.protocol' cannot be 'grpc'");
    }

    private static @Nullable Traces tracesOrNull(String text, Map<String, String> environment) {
        return ((Accepted) load(text, environment)).configuration().traces();
    }

    private static ConfigurationResult load(String text, Map<String, String> environment) {
        return ConfigurationLoader.load(
                new Sources(environment, List.of(new FileText("r.conf", text)), List.of(), null),
                2);
    }
}
