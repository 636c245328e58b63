package dev.warren.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Where `rabbitmqadmin` finds its node: options, the file of nodes, TLS and a prefix of paths.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RabbitmqadminOptionsIT {

    private static final Pattern LISTENS =
            Pattern.compile("started (HTTPS?) API listener on 127\\.0\\.0\\.1:(\\d+)");

    private static final String[] VHOSTS = {"-f", "tsv", "list", "vhosts", "name"};

    private Path work;
    private WarrenProcess node;
    private CommandLine line;
    private Path authority;
    private String plain = "";
    private String secure = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        work = directory;
        Authority signs = Authority.make(directory, "authority");
        Authority.Identity own = signs.issue("server", "CN=server", "san=dns:elsewhere.example");
        authority = signs.certificate();
        node =
                WarrenProcess.start(
                        Broker.root(),
                        Map.ofEntries(
                                Map.entry("warren.management", "true"),
                                Map.entry("management.path_prefix", "/mq"),
                                Map.entry("management.tcp.ip", "127.0.0.1"),
                                Map.entry("management.tcp.port", "0"),
                                Map.entry("management.ssl.ip", "127.0.0.1"),
                                Map.entry("management.ssl.port", "0"),
                                Map.entry("management.ssl.certfile", own.certificate().toString()),
                                Map.entry("management.ssl.keyfile", own.key().toString()),
                                Map.entry("prometheus.tcp.ip", "127.0.0.1"),
                                Map.entry("prometheus.tcp.port", "0")));
        line = new CommandLine(node.data(), work);
        Awaitility.await("both listeners")
                .atMost(Duration.ofSeconds(60))
                .until(() -> LISTENS.matcher(node.log()).results().count() == 2);
        for (MatchResult found : LISTENS.matcher(node.log()).results().toList()) {
            if (found.group(1).equals("HTTP")) {
                plain = found.group(2);
            } else {
                secure = found.group(2);
            }
        }
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Ended admin(String... words) {
        return line.run("rabbitmqadmin", words);
    }

    private static String[] and(String[] options, String... words) {
        String[] all = Arrays.copyOf(options, options.length + words.length);
        System.arraycopy(words, 0, all, options.length, words.length);
        return all;
    }

    private static void succeeded(Ended ended) {
        assertThat(ended).isEqualTo(new Ended(0, "name\n/\n", ""));
    }

    @Test
    void thePathsMayHaveAPrefix() {
        succeeded(admin(and(new String[] {"-P", plain, "--path-prefix=/mq"}, VHOSTS)));
        assertThat(admin(and(new String[] {"-P", plain}, VHOSTS)).err())
                .isEqualTo("*** Not found: /api/vhosts?columns=name\n\n");
    }

    @Test
    void oneAddressMayStandForAll() {
        String address = "http://127.0.0.1:" + plain + "/mq";

        succeeded(admin(and(new String[] {"--base-uri=" + address}, VHOSTS)));
        assertThat(admin(and(new String[] {"-U", "nowhere"}, VHOSTS)).err())
                .contains("ERROR: --base-uri takes http://host:port");
    }

    @Test
    void aNodeOverTlsShowsWhoItIs() {
        String[] where = {"-H", "127.0.0.1", "-P", secure, "--path-prefix=/mq", "--ssl"};
        String signers = "--ssl-ca-cert-file=" + authority;

        assertThat(admin(and(where, VHOSTS)).err())
                .startsWith("*** Could not connect: ")
                .contains("certificate verify failed");
        assertThat(admin(and(and(where, signers), VHOSTS)).err())
                .startsWith("*** Could not connect: ")
                .contains("127.0.0.1");
        succeeded(admin(and(and(where, signers, "--ssl-disable-hostname-verification"), VHOSTS)));
        succeeded(admin(and(and(where, "--ssl-insecure"), VHOSTS)));
    }

    @Test
    void nodesStandInAFile() throws IOException {
        Path file =
                Files.writeString(
                        work.resolve("nodes.conf"),
                        """
                        [default]
                        hostname = 127.0.0.1
                        port = %s
                        path_prefix = /mq

                        [secure]
                        hostname = 127.0.0.1
                        port = %s
                        path_prefix = /mq
                        ssl = True
                        ssl_ca_cert_file = %s
                        ssl_disable_hostname_verification = True

                        [other]
                        hostname = 127.0.0.1
                        port = %s
                        path_prefix = /mq
                        password = wrong
                        """
                                .formatted(plain, secure, authority, plain));
        String config = "--config=" + file;

        succeeded(admin(and(new String[] {config}, VHOSTS)));
        succeeded(admin(and(new String[] {config, "-N", "secure"}, VHOSTS)));
        succeeded(admin(and(new String[] {config, "-N", "other", "-p", "guest"}, VHOSTS)));
        assertThat(admin(and(new String[] {config, "-N", "other"}, VHOSTS)).err())
                .isEqualTo("*** Access refused: /mq/api/vhosts?columns=name\n\n");
        assertThat(admin(and(new String[] {config, "-N", "nonesuch"}, VHOSTS)).err())
                .contains("ERROR: Could not read section 'nonesuch' in config file '" + file + "'");
        assertThat(admin(and(new String[] {"-c", work + "/none"}, VHOSTS)).err())
                .contains("ERROR: Could not read config file '" + work + "/none'");
    }

    @Test
    void aFileMayNameAVirtualHostForDeclarationsAlone() throws IOException {
        Path file =
                Files.writeString(
                        work.resolve("vhosts.conf"),
                        """
                        [default]
                        port = %s
                        path_prefix = /mq
                        declare_vhost = sea
                        """
                                .formatted(plain));
        String config = "--config=" + file;
        admin(config, "declare", "vhost", "name=sea");
        admin(config, "declare", "queue", "name=ship");
        admin(config, "-V", "/", "declare", "queue", "name=car");

        assertThat(admin(config, "-f", "tsv", "list", "queues", "vhost", "name").lines())
                .containsExactly("vhost\tname", "/\tcar", "sea\tship");
        admin(config, "delete", "vhost", "name=sea");
        admin(config, "-V", "/", "delete", "queue", "name=car");
    }

    @Test
    void whatIsNoFileOfNodesIsTold() throws IOException {
        Path file = Files.writeString(work.resolve("broken.conf"), "port\n");

        assertThat(admin(and(new String[] {"-c", file.toString()}, VHOSTS)))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(1))
                .satisfies(ended ->
                        assertThat(ended.err())
                                .startsWith("\nERROR: Could not read config file '"));
    }
}
