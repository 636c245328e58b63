package dev.warren.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.http.NodeFile.Access;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The HTTP API of one node, asked as its administrator. Belongs to one thread.
///
/// A node that has only just started listens for AMQP a moment before it answers here: so long as
/// its process lives, a refused connection is tried again for a while.
public final class Api {

    /// How long a process may take until it listens.
    static final long START_MILLIS_MAX = 10_000;

    private static final long PAUSE_MILLIS = 50;

    private static final int UNAUTHORIZED = 401;

    private final NodeFile file;
    private final WantedNode wanted;
    private final Duration answerMax;
    private final Wire wire;
    private Runnable heard = () -> {};
    private boolean isShutOut;

    /// @param wanted another node that is found there is not asked
    /// @param answerMax how long the node may take for each answer
    public Api(NodeFile file, WantedNode wanted, Duration answerMax) {
        this.file = file;
        this.wanted = wanted;
        this.answerMax = answerMax;
        this.wire = new Wire(answerMax);
    }

    /// Who is told whenever the node has answered and let this program in.
    public void whenHeard(Runnable listener) {
        heard = listener;
    }

    /// How the node that is meant calls itself, as far as that is known.
    public String node() {
        Access access = file.accessOrNull();
        return access != null && wanted.isMeant(access.node()) ? access.node() : wanted.text();
    }

    public NodeFile file() {
        return file;
    }

    /// `/api/` and these, each as one part of the path.
    public static String path(String... parts) {
        StringBuilder path = new StringBuilder("/api");
        for (String part : parts) {
            path.append('/')
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path.toString();
    }

    /// Something that is there. Fails otherwise.
    public JsonNode get(String... parts) {
        return expect(send("GET", path(parts), null, Map.of()));
    }

    public Answer ask(String... parts) {
        return send("GET", path(parts), null, Map.of());
    }

    public Answer put(JsonNode body, String... parts) {
        return send("PUT", path(parts), body.toString(), Map.of());
    }

    public Answer post(JsonNode body, String... parts) {
        return send("POST", path(parts), body.toString(), Map.of());
    }

    public Answer delete(String... parts) {
        return send("DELETE", path(parts), null, Map.of());
    }

    /// Whether somebody may log in with this password. Refused when the node does not say: after
    /// many wrong ones it wants to be asked later.
    public boolean isLogin(String user, String password) {
        get("whoami");
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        Answer answer =
                send(
                        "GET",
                        path("whoami"),
                        null,
                        Map.of(Wire.LOGIN, "Basic " + Base64.getEncoder().encodeToString(both)));
        if (answer.status() != UNAUTHORIZED) {
            expect(answer);
        }
        return answer.isOk() || !answer.reason().equals("Login failed");
    }

    /// What it says, or the failure of the command with the node's reason.
    public static JsonNode expect(Answer answer) {
        if (!answer.isOk()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, answer.reason());
        }
        return answer.body();
    }

    public Answer send(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        long waitedMillis = 0;
        while (true) {
            Access access = file.accessOrNull();
            requireMeant(access);
            try {
                if (access != null) {
                    Answer answer = wire.exchange(access, method, path, body, headers);
                    if (isLetIn(answer.status(), headers.containsKey(Wire.LOGIN))) {
                        return answer;
                    }
                    requireChanged(access);
                }
            } catch (ConnectException e) {
                if (waitedMillis >= START_MILLIS_MAX) {
                    throw unreachable("nobody listens at " + access.base());
                }
            } catch (SocketTimeoutException e) {
                throw Refused.error(
                        ExitStatus.TEMPORARY,
                        "operation on node "
                                + node()
                                + " timed out. Timeout value used: "
                                + answerMax.toMillis());
            } catch (IOException e) {
                throw unreachable(String.valueOf(e.getMessage()));
            }
            waitedMillis += PAUSE_MILLIS;
            awaitListening(waitedMillis);
        }
    }

    /// Reads the lines of an answer as they come, until there are no more or none is wanted.
    public void follow(String path, Predicate<String> wantsMore) {
        Access access = file.accessOrNull();
        requireMeant(access);
        if (access == null) {
            throw unreachable("it has not said where it is");
        }
        try {
            HttpURLConnection connection = wire.connection(access, path);
            int status = connection.getResponseCode();
            if (!isLetIn(status, false)) {
                throw shutOut(access);
            }
            if (status >= Wire.FAILED) {
                throw Refused.error(ExitStatus.UNAVAILABLE, "HTTP status " + status);
            }
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && wantsMore.test(line)) {
                    line = lines.readLine();
                }
            }
        } catch (IOException e) {
            throw unreachable(String.valueOf(e.getMessage()));
        }
    }

    private void requireMeant(@Nullable Access access) {
        if (access != null && !wanted.isMeant(access.node())) {
            throw unreachable("the node of " + file.path() + " is " + access.node());
        }
        String obstacle = access == null ? file.obstacleOrNull() : null;
        isShutOut = obstacle != null;
        if (obstacle != null) {
            throw unreachable(obstacle);
        }
    }

    /// @param isOther whether a login of somebody else was tried
    private boolean isLetIn(int status, boolean isOther) {
        isShutOut = status == UNAUTHORIZED && !isOther;
        if (!isShutOut) {
            heard.run();
        }
        return !isShutOut;
    }

    /// A node that has just started writes a secret of its own where there may still be that of an
    /// earlier start.
    private void requireChanged(Access tried) {
        if (tried.equals(file.accessOrNull())) {
            throw shutOut(tried);
        }
    }

    private Refused shutOut(Access tried) {
        return unreachable(
                "the node at %s does not know the secret in the file admin.token of %s: it is another node's, or of an earlier start"
                        .formatted(tried.base(), file.path()));
    }

    /// A moment, or until the process has ended.
    private void awaitListening(long waitedMillis) {
        ProcessHandle process = file.processOrNull();
        if (process == null) {
            throw unreachable("no process has the data directory " + file.path() + " open");
        }
        if (waitedMillis > START_MILLIS_MAX) {
            throw unreachable(
                    "the node of "
                            + file.path()
                            + " does not say where its HTTP API is; warren.management may be off");
        }
        try {
            process.onExit().get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException ignoredItIsTriedAgain) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    /// Asks again and again until the answer is yes; false when it was no until the end. Fails as
    /// the last question did where that had no answer.
    ///
    /// @param appearsMax how long a node may take that has no process yet
    public boolean awaitNode(Duration most, Duration appearsMax, BooleanSupplier isThere) {
        long waitedMillis = 0;
        while (true) {
            Refused failure = null;
            try {
                if (isThere.getAsBoolean()) {
                    return true;
                }
            } catch (Refused e) {
                failure = e;
            }
            Duration patience = isComing() ? most : appearsMax;
            if (waitedMillis >= patience.toMillis() || Thread.currentThread().isInterrupted()) {
                if (failure != null) {
                    throw failure;
                }
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            waitedMillis += PAUSE_MILLIS;
        }
    }

    /// Whether a process has the data directory open that has not said another name than the one
    /// that is meant, and has not refused this program.
    private boolean isComing() {
        if (isShutOut) {
            return false;
        }
        Access access = file.accessOrNull();
        return file.processOrNull() != null && (access == null || wanted.isMeant(access.node()));
    }

    private Refused unreachable(String why) {
        return Unreachable.because(why, node(), file.path());
    }
}
