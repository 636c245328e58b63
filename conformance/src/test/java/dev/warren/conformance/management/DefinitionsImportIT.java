package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.conformance.support.Http;
import dev.warren.conformance.support.Http.Answer;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Definitions that are imported into a running node.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class DefinitionsImportIT {

    private HttpBroker broker;
    private Http http;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
        http = broker.http();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void whatIsExportedComesBack() {
        http.put("/api/vhosts/there", "{\"description\":\"d\",\"tags\":\"a,b\"}");
        http.put("/api/users/back", "{\"password\":\"p\",\"tags\":\"management\"}");
        http.put(
                "/api/permissions/there/back",
                "{\"configure\":\"c\",\"write\":\"w\",\"read\":\"r\"}");
        http.put("/api/queues/there/q", "{\"durable\":true,\"arguments\":{\"x-max-length\":5}}");
        http.put("/api/exchanges/there/x", "{\"type\":\"headers\",\"durable\":true}");
        http.post(
                "/api/bindings/there/e/x/q/q",
                "{\"routing_key\":\"k\",\"arguments\":{\"a\":1,\"b\":[1,\"c\"]}}");
        http.put(
                "/api/policies/there/p",
                "{\"pattern\":\"^none\",\"definition\":{\"max-length\":7}}");
        http.put("/api/vhost-limits/there/max-queues", "{\"value\":50}");
        JsonNode before = http.get("/api/definitions").json();
        http.delete("/api/vhosts/there");
        http.delete("/api/users/back");

        Answer answer = http.post("/api/definitions", before.toString());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(http.get("/api/definitions").json()).isEqualTo(before);
        assertThat(http.as("back", "p").get("/api/whoami").status()).isEqualTo(200);
    }

    @Test
    void intoOneVirtualHost() {
        http.put("/api/vhosts/one", "{}");

        Answer answer =
                http.post(
                        "/api/definitions/one",
                        """
                        {"queues":[{"name":"q","durable":true,"auto_delete":false,"arguments":{}}],
                         "exchanges":[],
                         "bindings":[{"source":"amq.topic","destination":"q",
                           "destination_type":"queue","routing_key":"#","arguments":{}}]}
                        """);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(http.get("/api/bindings/one").json()).hasSize(2);
        assertThat(http.post("/api/definitions/one", "{}").status()).isEqualTo(204);
        assertThat(http.post("/api/definitions/none", "{}").status()).isIn(400, 404);
    }

    @Test
    void asAForm() {
        String form =
                "--XBOUND\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{\"queues\":[{\"name\":\"formed\",\"durable\":true,"
                        + "\"auto_delete\":false,\"arguments\":{}}]}"
                        + "\r\n--XBOUND--\r\n";
        var request =
                http.request("/api/definitions/%2F")
                        .header("Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=")
                        .header("Content-Type", "multipart/form-data; boundary=XBOUND");

        assertThat(http.send(request, "POST", form).status()).isEqualTo(204);
        assertThat(http.get("/api/queues/%2F/formed").status()).isEqualTo(200);
    }

    @Test
    void mistakeChangesNothing() {
        Answer answer =
                http.post(
                        "/api/definitions",
                        """
                        {"vhosts":[{"name":"half"}],
                         "permissions":[{"vhost":"half","user":"nobody-here","configure":"",
                           "write":"","read":""}]}
                        """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(http.get("/api/vhosts/half").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoJsonIsToldSo() {
        Answer answer = http.post("/api/definitions/%2F", "{bad");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("failed_to_parse_json");
        assertThat(http.post("/api/definitions", "").status()).isEqualTo(400);
        assertThat(http.post("/api/definitions", "[]").status()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsImport() {
        http.put("/api/users/importer", "{\"password\":\"p\",\"tags\":\"policymaker\"}");

        assertThat(http.as("importer", "p").post("/api/definitions", "{}").status()).isEqualTo(401);
    }
}
