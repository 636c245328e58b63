package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.QuickNode;
import dev.warren.conformance.support.RawAmqp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Connections that are ended by hand.
class HttpConnectionsIT {

    /// Less than the 30 seconds after which the broker would cut it off by itself.
    private static final int SOON_SECONDS = 25;

    @RegisterExtension static final QuickNode NODE = new QuickNode();

    /// The first DELETE asks the client to go, the second does not wait for its answer.
    @Test
    @Timeout(SOON_SECONDS)
    void secondDeleteCutsOffWhoDoesNotAnswerTheFirst() throws Exception {
        try (RawAmqp silent = NODE.process().raw()) {
            silent.handshake();
            String path = pathOfTheOnlyOne();

            assertThat(NODE.http().delete(path).status()).isEqualTo(204);
            assertThat(silent.expectClosing().code()).isEqualTo(320);
            assertThat(NODE.http().get(path).status()).isEqualTo(200);
            assertThat(NODE.http().delete(path).status()).isEqualTo(204);
            assertThat(silent.isEnded()).isTrue();
        }
        Awaitility.await().until(() -> NODE.http().get("/api/connections").json().isEmpty());
    }

    private static String pathOfTheOnlyOne() {
        JsonNode all =
                Awaitility.await()
                        .until(
                                () -> NODE.http().get("/api/connections").json(),
                                connections -> connections.size() == 1);
        return Http.pathOfConnection(all.path(0));
    }
}
