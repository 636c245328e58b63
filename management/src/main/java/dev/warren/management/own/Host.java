package dev.warren.management.own;

import dev.warren.management.http.ApiException;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.own.LogTail.Part;
import dev.warren.management.view.HostFacts;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Certificate;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// The process and its log, for operators who are on the machine or would be.
public final class Host {

    /// How many lines of the log are shown unless it is said.
    private static final int LINES = 50;

    /// What is no cipher, though it stands among them.
    private static final String SIGNAL = "SCSV";

    private final HostFacts host;
    private final NodeFacts node;

    public Host(HostFacts host, NodeFacts node) {
        this.host = host;
        this.node = node;
    }

    /// The settings it was started with, as a configuration file says them: a line for each.
    public Reply configuration(Request request) {
        String lines =
                host.settings().entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                        .collect(Collectors.joining());
        return new Reply(200, lines, Map.of("content-type", "text/plain; charset=utf-8"));
    }

    /// Where it logs, and what it was started with.
    public Reply show(Request request) {
        return Reply.ok(
                Json.object(
                        "logs",
                        host.logs(),
                        "environment",
                        host.environment(),
                        "arguments",
                        host.arguments(),
                        "settings",
                        host.settings()));
    }

    /// What it can do over TLS, and which certificates it shows.
    public Reply tls(Request request) {
        SSLContext context = context();
        SSLParameters used = context.getDefaultSSLParameters();
        return Reply.ok(
                Json.object(
                        "versions",
                        Arrays.asList(used.getProtocols()),
                        "cipher_suites",
                        suites(used),
                        "all_cipher_suites",
                        suites(context.getSupportedSSLParameters()),
                        "certificates",
                        node.certificates().get().stream().map(Host::view).toList()));
    }

    private static SSLContext context() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JVM without TLS", e);
        }
    }

    private static List<String> suites(SSLParameters parameters) {
        return Arrays.stream(parameters.getCipherSuites())
                .filter(name -> !name.endsWith(SIGNAL))
                .toList();
    }

    private static Map<String, Object> view(Certificate certificate) {
        return Json.object(
                "protocol",
                certificate.protocol(),
                "file",
                certificate.file(),
                "expires",
                certificate.expires().toString());
    }

    /// The last `lines` of the log file; or with `from` those behind an offset, which the `next` of
    /// an earlier answer names. 404 when there is no file.
    public Reply log(Request request) {
        Path file = host.logFile();
        if (file == null) {
            throw ApiException.notFound("The node writes no log file (log.file)");
        }
        try {
            String from = request.query("from");
            Part part =
                    from == null
                            ? LogTail.lastLines(file, (int) number(request, "lines", LINES))
                            : LogTail.linesFrom(file, number(request, "from", 0));
            return Reply.ok(Json.object("lines", part.lines(), "next", part.next()));
        } catch (NoSuchFileException e) {
            throw ApiException.notFound("There is no log file yet");
        } catch (IOException e) {
            throw new ApiException(503, "unreadable", "The log file cannot be read");
        }
    }

    private static long number(Request request, String name, long otherwise) {
        String text = request.query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.clamp(
                    Long.parseLong(text),
                    0,
                    name.equals("lines") ? LogTail.LINES_MAX : Long.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(name + " is a number");
        }
    }
}
