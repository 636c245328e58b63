package dev.warren.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run of a command: what was asked, of whom, and where further input comes from.
///
/// @param out prints what cannot wait until the command has ended
public record Call(Line line, Api api, InputStream in, Consumer<String> out) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the API says to those who would put something into a virtual host that is not there.
    private static final String NO_VHOST = "vhost_not_found";

    /// The same with another line.
    Call of(Line other) {
        return new Call(other, api, in, out);
    }

    public String node() {
        return api.node();
    }

    public String argument(int index) {
        return line.argument(index);
    }

    public String vhost() {
        return line.vhost();
    }

    Outcome done() {
        return new Outcome.Done(node());
    }

    /// Done, if the node has done it.
    Outcome done(Answer answer) {
        if (answer.isMissing() && answer.reason().equals(NO_VHOST)) {
            throw Vhosts.noVhost(vhost());
        }
        Api.expect(answer);
        return done();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A reason for whoever is told that it ends.
    static Map<String, String> because(String reason) {
        return Map.of("X-Reason", reason.replaceAll("[\\r\\n]+", " "));
    }

    /// JSON that was given as an argument.
    static JsonNode json(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            if (read != null && !read.isMissingNode()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static Refused notJson() {
        return Refused.error(ExitStatus.UNAVAILABLE, "JSON decoding error. Reason: badarg");
    }

    /// An argument, or the first line of the standard input where it was left out.
    String argumentOrInput(int index, String missing) {
        String given = line.argumentOrNull(index);
        if (given != null) {
            return given;
        }
        String read = inputLineOrNull();
        if (read == null) {
            throw Refused.error(ExitStatus.DATA, missing);
        }
        return read;
    }

    private @Nullable String inputLineOrNull() {
        try {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw Refused.error(ExitStatus.SOFTWARE, String.valueOf(e.getMessage()));
        }
    }
}
