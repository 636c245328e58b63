package dev.warren.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The HTTP API over TLS, and what it says of connections over TLS: one Warren of its own.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class HttpsIT {
    private static final Pattern LISTENS =
            Pattern.compile("started HTTPS API listener on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SHOWS =
            Pattern.compile("started metrics listener on 127\\.0\\.0\\.1:(\\d+) over TLS");
    private static final String EXPIRE_WITHIN = "/api/health/checks/certificate-expiration/";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    @TempDir static Path directory;
    private static WarrenProcess server;
    private static TlsClients clients;
    private static Authority.Identity ann;
    private static int port;

    static boolean isWarrenOurs() {
        return TlsIT.isWarrenOurs();
    }

    @BeforeAll
    static void start() throws Exception {
        var authority = Authority.make(directory, "authority");
        var own = authority.server("server");
        ann = authority.issue("ann", "CN=ann, O=Warren", "san=dns:ann.example");
        var settings = new HashMap<String, String>();
        settings.put("warren.management", "true");
        settings.put("management.ssl.ip", "127.0.0.1");
        settings.put("management.ssl.port", "0");
        settings.put("warren.prometheus", "true");
        settings.put("prometheus.ssl.ip", "127.0.0.1");
        settings.put("prometheus.ssl.port", "0");
        settings.put("listeners.ssl.default", "127.0.0.1:0");
        for (var prefix : new String[] {"ssl_options", "management.ssl", "prometheus.ssl"}) {
            settings.put(prefix + ".certfile", own.certificate().toString());
            settings.put(prefix + ".keyfile", own.key().toString());
            settings.put(prefix + ".cacertfile", authority.certificate().toString());
        }
        settings.put("ssl_options.verify", "verify_peer");
        server = WarrenProcess.start(Broker.root(), settings);
        clients = new TlsClients(server, authority);
        Awaitility.await("the HTTP API")
                .atMost(Duration.ofSeconds(60))
                .until(() -> LISTENS.matcher(server.log()).find());
        var matcher = LISTENS.matcher(server.log());
        assertThat(matcher.find()).isTrue();
        port = Integer.parseInt(matcher.group(1));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listenersAreNamedAsRabbitMqNamesThem() throws Exception {
        assertThat(get("/api/overview").findValuesAsText("protocol"))
                .contains("amqp", "amqp/ssl", "https")
                .doesNotContain("http");
    }

    @Test
    void connectionsSayWhatProtectsThem() throws Exception {
        try (var connection = clients.factory(ann).newConnection()) {
            assertThat(connection.isOpen()).isTrue();
            var facts = get("/api/connections").get(0);

            assertThat(facts.path("ssl").asBoolean()).isTrue();
            assertThat(facts.path("ssl_protocol").asText()).isEqualTo("tlsv1.3");
            assertThat(facts.path("ssl_cipher").asText()).contains("_");
            assertThat(facts.path("ssl_hash").asText()).isEqualTo("aead");
            assertThat(facts.path("peer_cert_subject").asText()).isEqualTo("CN=ann,O=Warren");
            assertThat(facts.path("peer_cert_issuer").asText()).isEqualTo("CN=authority");
            assertThat(facts.path("peer_cert_validity").asText())
                    .matches("\\S+T\\S+Z - \\S+T\\S+Z");
        }
    }

    @Test
    void commandLineTrustsTheNodeOfItsMachineWhoeverHasSignedIt(@TempDir Path work) {
        var ended = new CommandLine(server.data(), work).ctl("list_users");

        assertThat(ended.out()).contains("guest");
    }

    /// Each handshake costs the node more than the client, which could ask for many in one
    /// connection.
    @Test
    void clientMayNotBeginAnotherHandshake() throws Exception {
        for (int door : List.of(port, clients.port())) {
            try (var socket =
                    (SSLSocket)
                            clients.context(null)
                                    .getSocketFactory()
                                    .createSocket("127.0.0.1", door)) {
                socket.setSoTimeout((int) ANSWER_MAX.toMillis());
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");

                assertThatThrownBy(
                                () -> {
                                    socket.startHandshake();
                                    socket.getInputStream().read();
                                })
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void plainRequestIsNotAnswered() {
        assertThatThrownBy(() ->
                        HttpClient.newHttpClient()
                                .send(request("http", "/api/overview"), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void metricsAreReadOverTlsToo() throws Exception {
        Awaitility.await("the metrics")
                .atMost(Duration.ofSeconds(60))
                .until(() -> SHOWS.matcher(server.log()).find());
        var matcher = SHOWS.matcher(server.log());
        assertThat(matcher.find()).isTrue();
        var page =
                HttpRequest.newBuilder(
                                URI.create("https://127.0.0.1:" + matcher.group(1) + "/metrics"))
                        .timeout(ANSWER_MAX)
                        .build();
        try (var client = HttpClient.newBuilder().sslContext(clients.context(null)).build()) {
            assertThat(client.send(page, BodyHandlers.ofString()).body())
                    .contains("rabbitmq_identity_info");
        }
    }

    /// They are good for two days here.
    @Test
    void certificatesThatExpireSoonAreNamedWithTheirDoors(@TempDir Path work) throws Exception {
        var line = new CommandLine(server.data(), work);
        var probe = new String[] {"check_certificate_expiration", "--unit", "days", "--within"};
        Awaitility.await("the metrics")
                .atMost(Duration.ofSeconds(60))
                .until(() -> SHOWS.matcher(server.log()).find());

        assertThat(get(EXPIRE_WITHIN + "1/days").path("status").asText()).isEqualTo("ok");
        var soon = get(EXPIRE_WITHIN + "3/days", 503);

        assertThat(soon.path("reason").asText()).isEqualTo("Certificates expiring");
        assertThat(soon.path("expired"))
                .extracting(each -> each.path("protocol").asText())
                .containsExactlyInAnyOrder("amqp/ssl", "https", "https/prometheus");
        assertThat(soon.path("expired"))
                .extracting(each -> each.path("port").asInt())
                .contains(port, clients.port());
        assertThat(soon.path("expired").get(0).path("certfile_expires_on").get(0).asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(line.run("rabbitmq-diagnostics", with(probe, "1")).status()).isZero();
        var refused = line.run("rabbitmq-diagnostics", with(probe, "3"));
        assertThat(refused.status()).isEqualTo(69);
        assertThat(refused.err()).contains("Certificates expiring");
    }

    private static String[] with(String[] words, String last) {
        return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
    }

    private static JsonNode get(String path) throws Exception {
        return get(path, 200);
    }

    private static JsonNode get(String path, int status) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(clients.context(null)).build()) {
            var answer = client.send(request("https", path), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(status);
            return new ObjectMapper().readTree(answer.body());
        }
    }

    private static HttpRequest request(String scheme, String path) {
        var login = Base64.getEncoder().encodeToString("guest:guest".getBytes());
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Basic " + login)
                .build();
    }
}
