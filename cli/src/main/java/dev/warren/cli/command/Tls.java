package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.LineReader;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/// What the node can do over TLS, and what it shows there.
final class Tls {

    private static final String OPENSSL = "openssl";
    private static final String FORMAT = "format";

    private Tls() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                        "tls_versions",
                        "",
                        0,
                        "Lists TLS versions supported (but not necessarily allowed) on the target node",
                        "Listing all TLS versions supported by the runtime...",
                        Tls::versions),
                diagnostics(
                                "cipher_suites",
                                "[--format <openssl>] [--all]",
                                0,
                                "Lists cipher suites enabled by default. To list all available cipher suites, add the --all argument.",
                                "Listing available cipher suites in OpenSSL format",
                                new Suites())
                        .with(Option.value(FORMAT), Option.flag("all"))
                        .waiting(),
                diagnostics(
                        "certificates",
                        "",
                        0,
                        "Displays certificates (public keys) for every listener on target node that is configured to use TLS.",
                        "Certificates of node {node} ...",
                        Tls::certificates));
    }

    private static JsonNode tls(Call call, String key) {
        return call.api().get("x", "tls").path(key);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static Outcome versions(Call call) {
        List<String> versions =
                texts(tls(call, "versions")).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        return new Outcome.Said(
                String.join("\n", versions), Call.object().set("versions", array(versions)), null);
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// Erlang's terms for them are of no use to a JVM.
    private record Suites() implements Action {

        @Override
        public void check(Line line, Usage usage) {
            if (!line.option(FORMAT, OPENSSL).equals(OPENSSL)) {
                throw LineReader.badArgument(line, usage, "Format should be openssl");
            }
        }

        @Override
        public Outcome run(Call call) {
            String key = call.line().has("all") ? "all_cipher_suites" : "cipher_suites";
            List<String> names = texts(tls(call, key)).stream().map(CipherSuites::openssl).toList();
            return new Outcome.Said(String.join("\n", names), array(names), null);
        }
    }

    private static Outcome certificates(Call call) {
        JsonNode all = tls(call, "certificates");
        List<String> lines = new ArrayList<>();
        for (JsonNode one : all) {
            lines.add(
                    "Protocol: %s, file: %s, expires: %s"
                            .formatted(
                                    one.path("protocol").asText(),
                                    one.path("file").asText(),
                                    one.path("expires").asText()));
        }
        String text =
                lines.isEmpty()
                        ? "Node %s has no listener for TLS".formatted(call.node())
                        : String.join("\n", lines);
        return new Outcome.Said(text, all, null);
    }
}
