package dev.warren.management.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.management.definitions.DefinitionsException;
import dev.warren.management.definitions.LiveImport;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonOut;
import dev.warren.management.http.MultipartForm;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Definitions that are imported into the running node: as the body, or as the field `file` of a
/// form.
public final class DefinitionsUpload {

    private static final String FIELD = "file";

    private final PasswordRules passwords;
    private final ParameterChecks checks;

    public DefinitionsUpload(PasswordRules passwords, ParameterChecks checks) {
        this.passwords = passwords;
        this.checks = checks;
    }

    public Reply all(Request request) {
        return bring(request, null);
    }

    public Reply ofVhost(Request request) {
        return bring(request, request.vhostToChange().name());
    }

    private Reply bring(Request request, @Nullable String vhost) {
        try {
            new LiveImport(request.broker(), passwords, checks)
                    .bring(json(request), vhost, request.caller().name());
        } catch (DefinitionsException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        return Reply.noContent();
    }

    private static JsonNode json(Request request) {
        try {
            JsonNode root = JsonOut.MAPPER.readTree(uploaded(request).array());
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("failed_to_parse_json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw ApiException.badRequest("failed_to_parse_json");
    }

    private static Bytes uploaded(Request request) {
        String type = request.headers().get("content-type");
        if (type == null || !MultipartForm.is(type)) {
            return request.body();
        }
        Bytes file = MultipartForm.fieldOrNull(request.body(), type, FIELD);
        if (file == null) {
            throw ApiException.badRequest("the form has no field '" + FIELD + "'");
        }
        return file;
    }
}
