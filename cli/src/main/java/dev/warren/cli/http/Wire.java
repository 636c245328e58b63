package dev.warren.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.warren.cli.http.NodeFile.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/// Requests to a node whose place is known, each tried once.
///
/// By the old client of the JDK, because the new one takes as long to load as all the rest.
///
/// @param answerMax how long the node may take for each answer
record Wire(Duration answerMax) {

    static final String LOGIN = "Authorization";

    /// The first status that says that something went wrong.
    static final int FAILED = 400;

    private static final int CONNECT_MILLIS_MAX = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Sends a request, and waits for what comes back, whatever its status.
    Answer exchange(
            Access access,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = connection(access, path);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in =
                status < FAILED ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(
                    status, in == null ? MissingNode.getInstance() : json(in.readAllBytes()));
        }
    }

    /// A connection that has not been made yet, with the node's secret.
    HttpURLConnection connection(Access access, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(access.base() + path).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secured && access.certificate() != null) {
            NodeTrust.trust(secured, access.certificate());
        }
        connection.setConnectTimeout(CONNECT_MILLIS_MAX);
        connection.setReadTimeout((int) Math.min(Integer.MAX_VALUE, answerMax.toMillis()));
        connection.setRequestProperty(LOGIN, "Bearer " + access.token());
        return connection;
    }

    private static JsonNode json(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }
}
