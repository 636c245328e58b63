package dev.warren.conformance.management;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Who may come in, and how: sessions of browsers, guessed passwords, pages of other hosts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpAccessIT {

    private static final String OPS = "https://ops.example";
    private static final String BASIC = "Basic Z3Vlc3Q6Z3Vlc3Q=";

    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start(Map.of("management.cors.allow_origins.1", OPS));
        http = broker.http();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    // --- sessions ------------------------------------------------------------------------------

    private Answer login(String form) {
        return http.send(
                http.request("/api/login")
                        .header("Content-Type", "application/x-www-form-urlencoded"),
                "POST",
                form);
    }

    private static String cookie(Answer login) {
        String cookie = login.header("set-cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpRequest.Builder with(String cookie, String path) {
        return http.request(path).header("Cookie", cookie);
    }

    @Test
    void sessionBeginsWithAForm() {
        Answer login = login("username=guest&password=guest");

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.response().body()).isEqualTo("\"ok\"");
        assertThat(login.header("set-cookie"))
                .startsWith("auth=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Max-Age=28800")
                .doesNotContain("Z3Vlc3Q");
        assertThat(http.send(with(cookie(login), "/api/whoami"), "GET", "").json().path("name"))
                .hasToString("\"guest\"");
    }

    @Test
    void wrongPasswordBeginsNone() {
        Answer login = login("username=guest&password=bad");

        assertThat(login.status()).isEqualTo(401);
        assertThat(login.reason()).isEqualTo("Login failed");
        assertThat(login.header("set-cookie")).isEmpty();
        assertThat(
                        http.send(
                                        http.request("/api/login"),
                                        "POST",
                                        "{\"username\":\"guest\",\"password\":\"guest\"}")
                                .status())
                .isEqualTo(401);
    }

    @Test
    void changeNeedsTheTokenOfTheSession() {
        Answer login = login("username=guest&password=guest");
        String cookie = cookie(login);
        String token = login.header("x-csrf-token");

        assertThat(http.send(with(cookie, "/api/vhosts/forged"), "PUT", "{}").status())
                .isEqualTo(403);
        assertThat(
                        http.send(
                                        with(cookie, "/api/vhosts/forged")
                                                .header("X-CSRF-Token", "another"),
                                        "PUT",
                                        "{}")
                                .status())
                .isEqualTo(403);
        assertThat(http.get("/api/vhosts/forged").status()).isEqualTo(404);
        assertThat(
                        http.send(
                                        with(cookie, "/api/vhosts/meant")
                                                .header("X-CSRF-Token", token),
                                        "PUT",
                                        "{}")
                                .status())
                .isEqualTo(201);
        assertThat(
                        http.send(with(cookie, "/api/x/session"), "GET", "")
                                .json()
                                .path("csrf_token")
                                .asText())
                .isEqualTo(token);
    }

    @Test
    void sessionEnds() {
        Answer login = login("username=guest&password=guest");
        String cookie = cookie(login);

        Answer logout =
                http.send(
                        with(cookie, "/api/login")
                                .header("X-CSRF-Token", login.header("x-csrf-token")),
                        "DELETE",
                        "");

        assertThat(logout.status()).isEqualTo(204);
        assertThat(http.send(with(cookie, "/api/whoami"), "GET", "").status()).isEqualTo(401);
        assertThat(http.send(with("auth=made-up", "/api/whoami"), "GET", "").status())
                .isEqualTo(401);
    }

    @Test
    void sessionEndsWithItsPassword() {
        http.put("/api/users/changing", "{\"password\":\"a\",\"tags\":\"management\"}");
        String cookie = cookie(login("username=changing&password=a"));
        assertThat(http.send(with(cookie, "/api/whoami"), "GET", "").status()).isEqualTo(200);

        http.put("/api/users/changing", "{\"password\":\"b\",\"tags\":\"management\"}");

        assertThat(http.send(with(cookie, "/api/whoami"), "GET", "").status()).isEqualTo(401);
    }

    // --- guessing ------------------------------------------------------------------------------

    @Test
    void whoGuessesHasToWait() {
        Answer refused = rightGuess("guessed-0");
        // a machine that stood still for the second of the wait proves nothing
        for (int i = 1; i < 5 && refused.status() == 200; i++) {
            refused = rightGuess("guessed-" + i);
        }

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(http.get("/api/whoami").status()).isEqualTo(200);
    }

    /// The answer to the right password after five wrong ones.
    private Answer rightGuess(String user) {
        http.put("/api/users/" + user, "{\"password\":\"right\",\"tags\":\"management\"}");
        for (int i = 0; i < 5; i++) {
            assertThat(http.as(user, "wrong" + i).get("/api/whoami").status()).isEqualTo(401);
        }
        return http.as(user, "right").get("/api/whoami");
    }

    @Test
    void secretsAreInNoLog() {
        http.as("guest", "in-no-log-1").get("/api/whoami");
        login("username=guest&password=in-no-log-2");
        http.put("/api/users/secretive", "{\"password\":\"in-no-log-3\",\"tags\":\"bad tag\"}");
        http.get("/api/auth/hash_password/in-no-log-4");
        http.post("/api/definitions", "{\"users\":[{\"name\":5,\"password\":\"in-no-log-5\"}]}");

        assertThat(broker.process().log()).doesNotContain("in-no-log");
    }

    // --- headers -------------------------------------------------------------------------------

    @Test
    void pagesOfNamedOriginsMayCall() {
        var request = http.request("/api/whoami").header("Authorization", BASIC);

        Answer answer = http.send(request.header("Origin", OPS), "GET", "");

        assertThat(answer.header("access-control-allow-origin")).isEqualTo(OPS);
        assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
    }

    @Test
    void pagesOfOthersMayNot() {
        var request = http.request("/api/whoami").header("Authorization", BASIC);

        Answer answer = http.send(request.header("Origin", "https://evil.example"), "GET", "");

        assertThat(answer.header("access-control-allow-origin")).isEmpty();
    }

    @Test
    void browserAsksBeforeItCalls() {
        var request =
                http.request("/api/queues/%2F/q")
                        .header("Origin", OPS)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "authorization");

        Answer answer = http.send(request, "OPTIONS", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-methods"))
                .isEqualTo("HEAD, GET, PUT, DELETE, OPTIONS");
        assertThat(answer.header("access-control-allow-headers")).isEqualTo("authorization");
        assertThat(answer.header("access-control-max-age")).isEqualTo("1800");
    }

    @Test
    void longAnswersArePackedForWhoUnpacksThem() {
        var request =
                http.request("/api/definitions")
                        .header("Authorization", BASIC)
                        .header("Accept-Encoding", "gzip");
        for (int i = 0; i < 30; i++) {
            http.put("/api/queues/%2F/packed-" + i, "{}");
        }

        Answer answer = http.send(request, "GET", "");

        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        assertThat(http.get("/api/definitions").header("content-encoding")).isEmpty();
    }

    @Test
    void headHasTheHeadersAndNoBody() {
        Answer head = http.send("HEAD", "/api/whoami", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.header("content-type")).startsWith("application/json");
    }

    @Test
    void allAnswersAreMadeSafe() {
        Answer answer = http.get("/api/whoami");

        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
        assertThat(answer.header("server")).isEmpty();
    }

    @Test
    void headerThatIsTooLongIsToldInJson() throws IOException {
        try (Socket socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream()
                    .write(
                            ("GET /api/whoami HTTP/1.1\r\nHost: x\r\nX-Long: "
                                            + "x".repeat(20_000)
                                            + "\r\n\r\n")
                                    .getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readNBytes(4_096), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 431");
            assertThat(answer).contains("\"reason\":\"Request Header Fields Too Large\"");
            assertThat(answer).doesNotContain("Jetty").doesNotContain("Exception");
        }
    }

    // --- the page for browsers -----------------------------------------------------------------

    @Test
    void whoComesWithABrowserIsShownTheWay() {
        Answer page = http.send(http.request("/"), "GET", "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.response().body())
                .hasSizeLessThan(1_000)
                .contains("There is no web interface yet", "<a href=\"/api/overview\">");
        assertThat(page.header("content-security-policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("x-frame-options")).isEqualTo("DENY");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(page.header("set-cookie")).isEmpty();
        assertThat(http.send(http.request("/"), "POST", "").status()).isEqualTo(405);
        assertThat(http.send(http.request("/index.html"), "GET", "").status()).isEqualTo(404);
    }
}
