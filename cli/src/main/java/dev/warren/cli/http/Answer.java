package dev.warren.cli.http;

import com.fasterxml.jackson.databind.JsonNode;

/// What the API answered.
public record Answer(int status, JsonNode body) {

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    public boolean isMissing() {
        return status == 404;
    }

    /// Why not, as the node says it.
    public String reason() {
        JsonNode reason = body.path("reason");
        return reason.isTextual()
                ? reason.asText()
                : reason.isMissingNode() ? "HTTP status " + status : reason.toString();
    }
}
