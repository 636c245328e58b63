package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.warren.conformance.support.CommandLine;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An HTTP API below a prefix, with headers, limits and logins as the configuration says.
@Timeout(120)
class HttpSettingsIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static HttpBroker broker;
    private static Http http;

    @TempDir Path work;

    @BeforeAll
    static void start() throws Exception {
        broker =
                HttpBroker.start(
                        Map.of(
                                "vhost_max", "1",
                                "management.restrictions.operator_policy_changes.disabled", "true",
                                "management.path_prefix", "/broker",
                                "management.disable_basic_auth", "true",
                                "management.http.max_body_size", "1000",
                                "management.http.hide_allow_header", "true",
                                "management.tcp.max_keepalive", "2",
                                "management.hsts.policy", "max-age=31536000",
                                "management.headers.frame_options", "SAMEORIGIN"));
        http = broker.http();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Answer plain(String method, String path) {
        return http.send(http.request(path), method, "");
    }

    private static Answer login(String password) {
        return http.send(
                http.request("/broker/api/login").header("Content-Type", FORM),
                "POST",
                "username=guest&password=" + password);
    }

    @Test
    void everythingIsBelowThePrefix() {
        assertThat(plain("GET", "/broker/api/auth").status()).isEqualTo(200);
        assertThat(plain("GET", "/broker/cli/rabbitmqadmin").status()).isEqualTo(200);
        assertThat(plain("GET", "/broker/").response().body()).contains("/broker/api/overview");
        assertThat(plain("GET", "/broker").status()).isEqualTo(200);
        for (String path : new String[] {"/api/auth", "/cli/rabbitmqadmin", "/brokers/api/auth"}) {
            assertThat(plain("GET", path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void whatDescribesTheNodeNamesThePrefix() {
        Answer login = login("guest");

        assertThat(
                        inSession(login, "GET", "/broker/api/overview", "")
                                .json()
                                .at("/contexts/0/path"))
                .isEqualTo(TextNode.valueOf("/broker"));
        assertThat(inSession(login, "GET", "/broker/api/nodes", "").json().at("/0/contexts/0/path"))
                .isEqualTo(TextNode.valueOf("/broker"));
        assertThat(
                        inSession(login, "GET", "/broker/api/x/openapi.json", "")
                                .json()
                                .at("/servers/0/url"))
                .isEqualTo(TextNode.valueOf("/broker"));
    }

    @Test
    void aConnectionEndsWithItsLastRequest() throws IOException {
        String request = "GET /broker/api/auth HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Socket socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream().write(request.repeat(3).getBytes(StandardCharsets.US_ASCII));
            String answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void firstPageLeadsToThePrefix() {
        Answer answer = plain("GET", "/");

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("location")).isEqualTo("/broker/");
    }

    @Test
    void headersAreAsConfigured() {
        for (String path :
                new String[] {
                    "/broker/api/auth",
                    "/broker/api/overview",
                    "/nowhere",
                    "/broker/cli/rabbitmqadmin",
                    "/broker/api/" + "x".repeat(10_000)
                }) {
            Answer answer = plain("GET", path);

            assertThat(answer.header("strict-transport-security"))
                    .as(path)
                    .isEqualTo("max-age=31536000");
            assertThat(answer.header("x-frame-options")).isEqualTo("SAMEORIGIN");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @Test
    void methodsOfAPathAreNotTold() {
        Answer answer = plain("DELETE", "/broker/api/overview");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEmpty();
        assertThat(plain("OPTIONS", "/broker/api/overview").header("allow")).isEmpty();
    }

    @Test
    void passwordsWithEachRequestAreRefused() {
        Answer right = http.get("/broker/api/overview");
        Answer wrong = http.as("guest", "wrong").get("/broker/api/overview");

        assertThat(right.status()).isEqualTo(401);
        assertThat(right.reason()).isEqualTo("HTTP access denied: basic auth disabled");
        assertThat(right.header("www-authenticate")).isEmpty();
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.reason()).isEqualTo("Login failed");
    }

    @Test
    void browsersLogInBelowThePrefix() {
        Answer login = login("guest");
        String cookie = login.header("set-cookie");

        assertThat(login.status()).isEqualTo(200);
        assertThat(cookie).contains("; Path=/broker;");
        assertThat(inSession(login, "GET", "/broker/api/overview", "").status()).isEqualTo(200);
    }

    private static Answer inSession(Answer login, String method, String path, String body) {
        String cookie = login.header("set-cookie");
        return http.send(
                http.request(path)
                        .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .header("X-CSRF-Token", login.header("x-csrf-token")),
                method,
                body);
    }

    @Test
    void longBodiesAreRefused() {
        String body = "{\"description\":\"" + "x".repeat(1000) + "\"}";

        Answer answer = inSession(login("guest"), "PUT", "/broker/api/vhosts/v", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.reason()).contains("1000 bytes");
    }

    @Test
    void virtualHostsOfTheNodeAreLimited() {
        Answer login = login("guest");

        Answer answer = inSession(login, "PUT", "/broker/api/vhosts/v", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason())
                .isEqualTo("cannot create vhost 'v': vhost limit of 1 is reached");
        assertThat(inSession(login, "PUT", "/broker/api/vhosts/%2F", "{}").status()).isEqualTo(204);
    }

    @Test
    void operatorPoliciesAreForTheCommandLineOnly() {
        Answer login = login("guest");
        String path = "/broker/api/operator-policies/%2F/p";
        String policy = "{\"pattern\":\"x\",\"definition\":{\"max-length\":1}}";

        assertThat(inSession(login, "PUT", path, policy).status()).isEqualTo(405);
        new CommandLine(broker.process().data(), work)
                .ctl("set_operator_policy", "p", "x", "{\"max-length\": 1}");
        assertThat(inSession(login, "GET", path, "").status()).isEqualTo(200);
        assertThat(inSession(login, "DELETE", path, "").status()).isEqualTo(405);
    }

    @Test
    void commandLineFindsTheNodeAllTheSame() {
        CommandLine line = new CommandLine(broker.process().data(), work);

        assertThat(line.ctl("list_vhosts", "-q").out()).contains("/");
        assertThat(line.run("rabbitmqctl", "authenticate_user", "guest", "guest").status())
                .isZero();
        assertThat(line.run("rabbitmqctl", "authenticate_user", "guest", "no").status())
                .isNotZero();
    }
}
