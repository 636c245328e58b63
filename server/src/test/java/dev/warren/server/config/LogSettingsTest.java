package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.LogRotation.Period;
import dev.warren.server.config.ServerConfiguration.ConsoleStyle;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import dev.warren.server.config.Sources.FileText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogSettingsTest {

    @Test
    void fileGrowsInPlainTextUnlessSaidOtherwise() {
        assertThat(logging("log.file = w.log").file())
                .isEqualTo(
                        new LogFile(Path.of("./w.log"), LogLevel.INFO, LogFormat.PLAINTEXT, null));
        assertThat(logging("").style()).isEqualTo(new ConsoleStyle(LogFormat.PLAINTEXT, false));
    }

    @Test
    void formatAndRotationAreThoseOfRabbitMq() {
        Logging logging =
                logging(
                        """
                        log.console.formatter = json
                        log.console.stdio = stderr
                        log.file = /var/log/w.log
                        log.file.formatter = json
                        log.file.rotation.date = $W5D16
                        log.file.rotation.size = 10MB
                        log.file.rotation.count = 4
                        log.file.rotation.compress = true
                        """);

        assertThat(logging.style()).isEqualTo(new ConsoleStyle(LogFormat.JSON, true));
        assertThat(logging.file())
                .isEqualTo(
                        new LogFile(
                                Path.of("/var/log/w.log"),
                                LogLevel.INFO,
                                LogFormat.JSON,
                                new LogRotation(Period.WEEK, 10_000_000, 4, true)));
    }

    @Test
    void timesAreReadAsRabbitMqWritesThem() {
        assertThat(Period.parseOrNull("$H30")).isEqualTo(Period.HOUR);
        assertThat(Period.parseOrNull("$D0")).isEqualTo(Period.DAY);
        assertThat(Period.parseOrNull("$M1D0")).isEqualTo(Period.MONTH);
        assertThat(Period.parseOrNull("daily")).isNull();
        assertThat(load("log.file.rotation.date = daily"))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::problems)
                .hasToString(
                        "[r.conf:1: 'log.file.rotation.date' cannot be 'daily': expected a time such as $D0 for each day, or nothing]");
        assertThat(load("log.file.rotation.date =")).isInstanceOf(Accepted.class);
    }

    private static Logging logging(String text) {
        return ((Accepted) load(text)).configuration().logging();
    }

    private static ConfigurationResult load(String text) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 2);
    }
}
