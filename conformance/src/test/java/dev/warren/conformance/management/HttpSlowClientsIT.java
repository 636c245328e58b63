package dev.warren.conformance.management;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.HttpBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Clients that begin to send and do not go on: they keep nobody else from being answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpSlowClientsIT {

    private static final String BASIC = "Authorization: Basic Z3Vlc3Q6Z3Vlc3Q=\r\n";

    /// More than the HTTP API works on at once.
    private static final int MANY = 40;

    private static final int ANSWER_MILLIS_MAX = 30_000;

    private final List<Socket> sockets = new ArrayList<>();
    private HttpBroker broker;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void strangersWhoseLoginsStallLetOthersIn() throws IOException {
        for (int i = 0; i < MANY; i++) {
            begin("POST /api/login", "");
        }

        assertThat(broker.http().get("/api/overview").status()).isEqualTo(200);
        assertThat(broker.http().put("/api/vhosts/beside-strangers", "{}").status()).isEqualTo(201);
    }

    @Test
    void usersWhoseChangesStallLetOthersLook() throws IOException {
        for (int i = 0; i < MANY; i++) {
            begin("PUT /api/vhosts/stalled-" + i, BASIC);
        }

        assertThat(broker.http().get("/api/overview").status()).isEqualTo(200);
    }

    @Test
    void bodyThatBreaksOffIsABadRequest() throws IOException {
        Socket socket = begin("PUT /api/vhosts/broken-off", BASIC);
        socket.shutdownOutput();

        assertThat(statusLine(socket)).contains(" 400 ");
        assertThat(broker.http().get("/api/vhosts/broken-off").status()).isEqualTo(404);
        assertThat(broker.process().log()).doesNotContain("cannot answer");
    }

    @Test
    void strangerWithALongBodyIsToldSo() throws IOException {
        Socket socket =
                send("POST /api/login HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");

        assertThat(statusLine(socket)).contains(" 413 ");
    }

    /// A request of which a part of the body has come.
    private Socket begin(String what, String login) throws IOException {
        return send(
                what + " HTTP/1.1\r\nHost: h\r\n" + login + "Content-Length: 100\r\n\r\n{\"tags\"");
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", broker.http().base().getPort());
        sockets.add(socket);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                        .readLine());
    }
}
