package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.HttpLimits;
import dev.warren.management.sample.Retention.Span;
import dev.warren.management.sample.Retentions;
import dev.warren.management.sample.SampleSettings.RatesMode;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.MetricsDoor;
import dev.warren.server.config.ServerConfiguration.Monitoring;
import dev.warren.server.config.Sources.FileText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MonitoringSettingsTest {

    private static Monitoring monitoring(String text) {
        ConfigurationResult result =
                ConfigurationLoader.load(
                        new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 2);
        return ((Accepted) result).configuration().monitoring();
    }

    @Test
    void metricsAreWhereRabbitMqHasThem() {
        MetricsDoor door = Objects.requireNonNull(monitoring("").metrics());

        assertThat(door.where().listeners())
                .extracting(listener -> listener.endpoint().port())
                .containsExactly(15_692);
        assertThat(door.where().tls()).isNull();
        assertThat(door.path()).isEqualTo("/metrics");
        assertThat(door.isPerObject()).isFalse();
    }

    @Test
    void withoutTheHttpApiThereAreNoMetricsUnlessSomebodyWantsThem() {
        assertThat(monitoring("warren.management = false").metrics()).isNull();
        assertThat(monitoring("warren.management = false\nwarren.prometheus = true").metrics())
                .isNotNull();
        assertThat(monitoring("prometheus.tcp.listener = none").metrics()).isNull();
    }

    @Test
    void connectionsHaveLimitsOfTheirDoor() {
        Management where =
                Objects.requireNonNull(
                                monitoring(
                                                """
                                                prometheus.tcp.idle_timeout = 1000
                                                prometheus.ssl.port = 1
                                                prometheus.tcp.port = 2
                                                prometheus.ssl.idle_timeout = infinity
                                                prometheus.ssl.max_keepalive = 7
                                                """)
                                        .metrics())
                        .where();

        assertThat(where.limits()).isEqualTo(new HttpLimits(1000, Integer.MAX_VALUE));
        assertThat(Objects.requireNonNull(where.tls()).limits()).isEqualTo(new HttpLimits(0, 7));
    }

    @Test
    void whoAsksForTlsOnlyGetsTlsOnly() {
        Management only =
                Objects.requireNonNull(monitoring("prometheus.ssl.port = 1").metrics()).where();
        Management both =
                Objects.requireNonNull(
                                monitoring("prometheus.ssl.certfile = c\nprometheus.tcp.port = 2")
                                        .metrics())
                        .where();

        assertThat(only.plain()).isNull();
        assertThat(only.listeners()).hasSize(1);
        assertThat(both.listeners())
                .extracting(listener -> listener.endpoint().port())
                .containsExactly(2, 15_691);
    }

    @Test
    void pathBeginsWithASlashAndEndsWithoutOne() {
        assertThat(Objects.requireNonNull(monitoring("prometheus.path = m/").metrics()).path())
                .isEqualTo("/m");
    }

    @Test
    void retentionThatIsSetStandsAloneAndTheOthersStay() {
        Monitoring monitoring =
                monitoring(
                        """
                        management.rates_mode = detailed
                        management.sample_retention_policies.global.minute = 5
                        management.sample_retention_policies.global.7200 = 60
                        """);

        assertThat(monitoring.samples().mode()).isEqualTo(RatesMode.DETAILED);
        assertThat(monitoring.samples().retentions().global().spans())
                .containsExactly(new Span(60, 5), new Span(7_200, 60));
        assertThat(monitoring.samples().retentions().basic()).isEqualTo(Retentions.DEFAULT.basic());
    }

    @Test
    void moreSamplesThanMayBeAreKeptFartherApart() {
        Monitoring monitoring = monitoring("management.sample_retention_policies.basic.day = 1");

        assertThat(monitoring.samples().retentions().basic().spans())
                .containsExactly(new Span(86_400, 44));
    }
}
