package dev.warren.conformance.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.WarrenProcess;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The URIs of shovels: TLS with what a URI says of it, and this broker in all ways in which it can
/// be written.
@Timeout(240)
class ShovelUrisIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// The only name in the certificate of the broker behind TLS: it is not the one by which it is
    /// found.
    private static final String NAME = "broker.example";

    private static final Pattern TLS_PORT =
            Pattern.compile("started TLS \\(SSL\\) listener on 127\\.0\\.0\\.1:(\\d+)");

    @TempDir private static Path directory;

    private static HttpBroker here;
    private static WarrenProcess there;
    private static Http http;
    private static Authority authority;
    private static Authority stranger;
    private static Authority.Identity guest;

    private Connection connection;
    private Channel channel;

    @BeforeAll
    static void start() throws Exception {
        authority = Authority.make(directory, "authority");
        stranger = Authority.make(directory, "another");
        guest = authority.issue("guest", "CN=guest, O=Warren", "san=dns:guest.example");
        Authority.Identity own = authority.issue("server", "CN=server", "san=dns:" + NAME);
        there = WarrenProcess.start(Broker.root(), authority.loginByCertificate(own));
        here = HttpBroker.start();
        http = here.http();
        http.put("/api/vhosts/second", "");
        http.put("/api/users/ann", "{\"password\":\"only for ann\",\"tags\":\"\"}");
        http.put(
                "/api/permissions/second/ann",
                "{\"configure\":\"^in-\",\"write\":\".*\",\"read\":\".*\"}");
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    @BeforeEach
    void connect() throws Exception {
        connection = here.process().factory().newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.queueDeclare("from", true, false, false, null);
        channel.basicPublish("", "from", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
        channel.waitForConfirmsOrDie(LIMIT.toMillis());
    }

    @AfterEach
    void disconnect() throws Exception {
        for (JsonNode shovel : http.get("/api/parameters/shovel").json()) {
            http.delete("/api/parameters/shovel/%2F/" + shovel.path("name").asText());
        }
        Awaitility.await().atMost(LIMIT).until(() -> http.get("/api/shovels").json().isEmpty());
        channel.queueDelete("from");
        connection.close();
    }

    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions();
    }

    private static String overTls(String login, String... parameters) {
        Matcher port = TLS_PORT.matcher(there.log());
        assertThat(port.find()).isTrue();
        return "amqps://%s127.0.0.1:%s/%%2F?%s"
                .formatted(login, port.group(1), String.join("&", parameters));
    }

    private static String file(String key, Path path) {
        return key + "=" + URLEncoder.encode(path.toString(), UTF_8);
    }

    private static String trusted() {
        return file("cacertfile", authority.certificate());
    }

    private static void move(String source, String from, String destination, String to) {
        assertThat(
                        http.put(
                                        "/api/parameters/shovel/%2F/" + to,
                                        """
                                        {"value":{"src-uri":"%s","src-queue":"%s","dest-uri":"%s","dest-queue":"%s",
                                         "reconnect-delay":1}}
                                        """
                                                .formatted(source, from, destination, to))
                                .status())
                .isEqualTo(201);
    }

    private static void awaitThere(String queue) throws Exception {
        try (Connection over = there.factory().newConnection()) {
            Channel looking = over.createChannel();
            looking.queueDeclare(queue, true, false, false, null);
            soon().until(() -> looking.messageCount(queue) == 1);
        }
    }

    private static JsonNode shovel(String name) {
        return http.get("/api/shovels/vhost/%2F/" + name).json();
    }

    private static void awaitReason(String name, String text) {
        soon().until(() -> shovel(name).path("reason").asText().contains(text));
        assertThat(http.get("/api/shovels").response().body()).doesNotContain("guest:");
    }

    // --- TLS
    // ---------------------------------------------------------------------------------------

    @Test
    void brokerIsKnownByItsAuthorityAndName() throws Exception {
        move(
                "amqp://",
                "from",
                overTls(
                        "guest:guest@",
                        trusted(),
                        "verify=verify_peer",
                        "server_name_indication=" + NAME),
                "verified");

        awaitThere("verified");
        soon().until(() -> shovel("verified").path("state").asText().equals("running"));
        assertThat(shovel("verified").path("dest_uri").asText())
                .matches("amqps://127\\.0\\.0\\.1:\\d+/%2F");
    }

    @Test
    void sourceMayBeBehindTlsToo() throws Exception {
        try (Connection over = there.factory().newConnection()) {
            Channel publisher = over.createChannel();
            publisher.queueDeclare("outbox", true, false, false, null);
            publisher.basicPublish(
                    "", "outbox", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
        }
        channel.queueDeclare("inbox", true, false, false, null);

        move(
                overTls("guest:guest@", trusted(), "server_name_indication=" + NAME),
                "outbox",
                "amqp://",
                "inbox");

        soon().until(() -> channel.messageCount("inbox") == 1);
    }

    @Test
    void nameThatIsNotInTheCertificateIsRefused() {
        move("amqp://", "from", overTls("guest:guest@", trusted(), "verify=verify_peer"), "name");

        awaitReason("name", "127.0.0.1");
    }

    @Test
    void nameIsNotLookedAtWhereItIsDisabled() throws Exception {
        move(
                "amqp://",
                "from",
                overTls("guest:guest@", trusted(), "server_name_indication=disable"),
                "unnamed");

        awaitThere("unnamed");
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused() {
        move(
                "amqp://",
                "from",
                overTls(
                        "guest:guest@",
                        file("cacertfile", stranger.certificate()),
                        "server_name_indication=" + NAME),
                "stranger");

        awaitReason("stranger", "unable to find valid certification path");
    }

    @Test
    void anyCertificateDoesWhereNoneIsVerified() throws Exception {
        move("amqp://", "from", overTls("guest:guest@", "verify=verify_none"), "unverified");

        awaitThere("unverified");
    }

    @Test
    void certificateLogsIn() throws Exception {
        move(
                "amqp://",
                "from",
                overTls(
                        "nobody:wrong@",
                        trusted(),
                        "server_name_indication=" + NAME,
                        file("certfile", guest.certificate()),
                        file("keyfile", guest.key()),
                        "auth_mechanism=external"),
                "external");

        awaitThere("external");
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        move(
                "amqp://",
                "from",
                overTls("guest:guest@", file("cacertfile", directory.resolve("gone.pem"))),
                "gone");

        awaitReason("gone", "gone.pem");
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        for (String word : new String[] {"verify=maybe", "server_name_indication=.."}) {
            var answer =
                    http.put(
                            "/api/parameters/shovel/%2F/bad",
                            """
                            {"value":{"src-uri":"amqp://","src-queue":"a","dest-uri":"%s","dest-queue":"b"}}
                            """
                                    .formatted(overTls("guest:guest@", word)));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.reason())
                    .contains(word.substring(0, word.indexOf('=')))
                    .doesNotContain("guest:");
        }
    }

    // --- this broker
    // -------------------------------------------------------------------------------

    private static void awaitInSecond(String queue) throws Exception {
        http.put(
                "/api/permissions/second/guest",
                "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
        var factory = here.process().factory();
        factory.setVirtualHost("second");
        try (Connection over = factory.newConnection()) {
            Channel looking = over.createChannel();
            looking.queueDeclare(queue, true, false, false, null);
            soon().until(() -> looking.messageCount(queue) == 1);
        }
    }

    @Test
    void anotherVirtualHostOfThisBroker() throws Exception {
        move("amqp://", "from", "amqp:///second", "local");

        awaitInSecond("local");
    }

    @Test
    void userOfThisBrokerNeedsNoPassword() throws Exception {
        move("amqp://guest@/%2F", "from", "amqp://ann@/second", "in-ann");

        awaitInSecond("in-ann");
        assertThat(shovel("in-ann").path("dest_uri").asText()).isEqualTo("amqp:///second");
    }

    @Test
    void userOfThisBrokerMayDoWhatIsAllowed() {
        move("amqp://", "from", "amqp://ann@/second", "out");
        move("amqp://ann@/%2F", "from", "amqp://", "elsewhere");
        move("amqp://nobody@/%2F", "from", "amqp://", "nobody");

        awaitReason("out", "ACCESS_REFUSED");
        awaitReason("elsewhere", "ann");
        awaitReason("nobody", "ACCESS_REFUSED");
    }
}
