package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.ServerConfiguration.Backend;
import dev.warren.server.config.ServerConfiguration.BackendPair;
import dev.warren.server.config.ServerConfiguration.LanePlacement;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.Sources.FileText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationLoaderTest {

    private static final int CORES = 3;

    @Test
    void defaultsAreThoseOfRabbitMq() {
        ServerConfiguration configuration = accepted("");

        assertThat(configuration.network().listeners())
                .containsExactly(new Listener("default", new Endpoint(null, 5672)));
        assertThat(configuration.limits())
                .isEqualTo(
                        new ServerConfiguration.Limits(
                                131_072, 4096, 2047, 60, 134_217_728, 0, false));
        assertThat(configuration.login().loopbackUsers()).containsExactly("guest");
        assertThat(configuration.login().mechanisms()).containsExactly("PLAIN", "AMQPLAIN");
        assertThat(configuration.login().defaultUser().tags()).containsExactly("administrator");
        assertThat(configuration.resources().memoryHigh()).isEqualTo(new Watermark.Relative(0.6));
        assertThat(configuration.resources().diskFree())
                .isEqualTo(new Watermark.Absolute(50_000_000));
        assertThat(configuration.network().lanes().count()).isEqualTo(CORES);
        assertThat(configuration.identity().dataDirectory()).isEqualTo(Path.of("data"));
    }

    @Test
    void namedListenersReplaceTheDefault() {
        assertThat(
                        accepted(
                                        "listeners.tcp.local = 127.0.0.1:5673\nlisteners.tcp.six = [::1]:5674")
                                .network()
                                .listeners())
                .containsExactly(
                        new Listener("local", new Endpoint("127.0.0.1", 5673)),
                        new Listener("six", new Endpoint("::1", 5674)));
    }

    @Test
    void listenersCanBeNone() {
        assertThat(accepted("listeners.tcp = none").network().listeners()).isEmpty();
    }

    @Test
    void guestMayComeFromEverywhereWhenSetToFalse() {
        assertThat(accepted("loopback_users.guest = false").login().loopbackUsers()).isEmpty();
        assertThat(accepted("loopback_users = none").login().loopbackUsers()).isEmpty();
    }

    @Test
    void namingAnotherLoopbackUserKeepsGuestIn() {
        assertThat(accepted("loopback_users.jane\\.doe = true").login().loopbackUsers())
                .containsExactlyInAnyOrder("guest", "jane.doe");
    }

    @Test
    void whoIsNamedForUsersOnlyIsAskedForRightsToo() {
        assertThat(
                        accepted(
                                        """
                                        auth_backends.10 = internal
                                        auth_backends.9.authn = http
                                        auth_backends.2.authn = rabbit_auth_backend_internal
                                        auth_backends.2.authz = rabbit_auth_backend_http
                                        auth_backends.3.authz = cache
                                        """)
                                .login()
                                .backends()
                                .chain())
                .containsExactly(
                        new BackendPair(Backend.INTERNAL, Backend.HTTP),
                        new BackendPair(Backend.CACHE, Backend.CACHE),
                        new BackendPair(Backend.HTTP, Backend.HTTP),
                        new BackendPair(Backend.INTERNAL, Backend.INTERNAL));
    }

    @Test
    void shareOfMemoryWinsOverBytes() {
        assertThat(
                        accepted(
                                        """
                                        vm_memory_high_watermark.absolute = 2GiB
                                        vm_memory_high_watermark.relative = 0.4
                                        """)
                                .resources()
                                .memoryHigh())
                .isEqualTo(new Watermark.Relative(0.4));
        assertThat(accepted("vm_memory_high_watermark.absolute = 2GiB").resources().memoryHigh())
                .isEqualTo(new Watermark.Absolute(2L << 30));
    }

    @Test
    void relativeLimitOfFreeDiskSpaceWinsOverTheAbsoluteOne() {
        assertThat(accepted("disk_free_limit.absolute = 2GB").resources().diskFree())
                .isEqualTo(new Watermark.Absolute(2_000_000_000));
        assertThat(
                        accepted(
                                        """
                                        disk_free_limit.absolute = 2GB
                                        disk_free_limit.relative = 1.5
                                        """)
                                .resources()
                                .diskFree())
                .isEqualTo(new Watermark.Relative(1.5));
        assertThat(problems("disk_free_limit.relative = -1"))
                .containsExactly(
                        "r.conf:1: 'disk_free_limit.relative' cannot be '-1': expected a number that is not negative, such as 1.5");
    }

    @Test
    void mechanismsKeepTheirOrder() {
        assertThat(
                        accepted("auth_mechanisms.1 = AMQPLAIN\nauth_mechanisms.2 = PLAIN")
                                .login()
                                .mechanisms())
                .containsExactly("AMQPLAIN", "PLAIN");
    }

    @Test
    void infinityAndZeroMeanNoLimit() {
        assertThat(
                        accepted("consumer_max_per_channel = infinity")
                                .limits()
                                .consumersPerChannelMax())
                .isZero();
        assertThat(accepted("handshake_timeout = infinity").network().handshakeTimeoutMillis())
                .isZero();
    }

    @Test
    void consumersHaveHalfAnHourUnlessSaidOtherwise() {
        assertThat(accepted("").identity().queues().consumerTimeoutMillis()).isEqualTo(1_800_000);
        assertThat(
                        accepted("consumer_timeout = undefined")
                                .identity()
                                .queues()
                                .consumerTimeoutMillis())
                .isZero();
        assertThat(
                        accepted("consumer_timeout = 9000000000")
                                .identity()
                                .queues()
                                .consumerTimeoutMillis())
                .isEqualTo(9_000_000_000L);
    }

    @Test
    void consoleOffIsLevelNone() {
        assertThat(accepted("log.console = false").logging().console()).isEqualTo(LogLevel.NONE);
    }

    @Test
    void logFileLiesInTheLogDirectory() {
        assertThat(
                        accepted("log.file = w.log\nlog.dir = /var/log\nlog.file.level = debug")
                                .logging()
                                .file())
                .isEqualTo(new LogFile(Path.of("/var/log/w.log"), LogLevel.DEBUG));
    }

    @Test
    void categoriesHaveLevels() {
        assertThat(accepted("log.connection.level = error").logging().categories())
                .containsExactly(Map.entry(LogCategory.CONNECTION, LogLevel.ERROR));
    }

    @Test
    void lanesAndTheirPlacementCanBeSet() {
        assertThat(
                        accepted("warren.lanes = 4\nwarren.lane_placement = scattered")
                                .network()
                                .lanes())
                .isEqualTo(new ServerConfiguration.Lanes(4, LanePlacement.SCATTERED));
    }

    @Test
    void commandLineWinsOverEnvironmentAndEnvironmentOverFile() {
        var file = new FileText("r.conf", "data_dir = a");
        var environment = Map.of("WARREN_DATA_DIR", "b");

        assertThat(dataDirectory(new Sources(file, environment, List.of(), null))).isEqualTo("b");
        assertThat(dataDirectory(new Sources(file, environment, List.of("data_dir=c"), null)))
                .isEqualTo("c");
        assertThat(dataDirectory(new Sources(file, environment, List.of("data_dir=c"), "d")))
                .isEqualTo("d");
    }

    @Test
    void valueOnTheCommandLineIsLiteral() {
        var sources = new Sources(null, Map.of(), List.of("default_pass=a#'$(b)=c"), null);

        assertThat(
                        configuration(ConfigurationLoader.load(sources, CORES))
                                .login()
                                .defaultUser()
                                .password()
                                .text())
                .isEqualTo("a#'$(b)=c");
    }

    @Test
    void passwordIsNotPrintedWithTheConfiguration() {
        assertThat(accepted("default_pass = hush").toString()).doesNotContain("hush");
    }

    @Test
    void unknownKeyIsRefusedWithTheNearestOne() {
        assertThat(problems("\nlistener.tcp.default = 5672"))
                .containsExactly(
                        "r.conf:2: unknown key 'listener.tcp.default'; did you mean 'listeners.tcp.default'?");
    }

    @Test
    void keyUnlikeAnyOtherGetsNoSuggestion() {
        assertThat(problems("zzzzzzzzzzzz = 1"))
                .containsExactly("r.conf:1: unknown key 'zzzzzzzzzzzz'");
    }

    @Test
    void allProblemsAreNamedInTheOrderOfTheirLines() {
        assertThat(problems("frame_max = big\nheartbet = 1\nnonsense\nheartbeat = -1"))
                .containsExactly(
                        "r.conf:1: 'frame_max' cannot be 'big': expected a size from 0 to 2147483647 bytes",
                        "r.conf:2: unknown key 'heartbet'; did you mean 'heartbeat'?",
                        "r.conf:3: expected 'key = value', found 'nonsense'",
                        "r.conf:4: 'heartbeat' cannot be '-1': expected a whole number from 0 to 65535");
    }

    @Test
    void keyOfRabbitMqThatHasNoEffectIsAWarning() {
        ConfigurationResult result =
                load(
                        "management.tcp.compress = true\nssl_options.versions.1 = tlsv1.3\nnum_acceptors.ssl = 3");

        assertThat(result)
                .asInstanceOf(type(Accepted.class))
                .extracting(Accepted::warnings)
                .satisfies(warnings ->
                        assertThat(warnings)
                                .hasSize(2)
                                .first()
                                .hasToString(
                                        "r.conf:1: 'management.tcp.compress' is a key of RabbitMQ that Warren does not use yet; it has no effect"));
    }

    @Test
    void noUsedKeyIsAlsoListedAsOneWithoutEffect() {
        AcceptedKeys accepted = AcceptedKeys.load();

        assertThat(Settings.ALL)
                .extracting(Setting::name)
                .noneMatch(name -> accepted.contains(KeyPattern.words(name)))
                .doesNotHaveDuplicates();
    }

    private static String dataDirectory(Sources sources) {
        return configuration(ConfigurationLoader.load(sources, CORES))
                .identity()
                .dataDirectory()
                .toString();
    }

    private static List<String> problems(String text) {
        return ((Refused) load(text)).problems().stream().map(Problem::toString).toList();
    }

    private static ServerConfiguration accepted(String text) {
        return configuration(load(text));
    }

    private static ServerConfiguration configuration(ConfigurationResult result) {
        return ((Accepted) result).configuration();
    }

    private static ConfigurationResult load(String text) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), CORES);
    }
}
