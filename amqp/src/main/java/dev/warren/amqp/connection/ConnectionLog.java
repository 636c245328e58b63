package dev.warren.amqp.connection;

import dev.warren.codec.frame.ProtocolHeader;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.Methods;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.OctetText;
import dev.warren.engine.auth.Access;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// What the log says of one connection, in the words of RabbitMQ (seen at 3.10.8), because people
/// and tools look for them: accepted, named, let in, failed, closed.
///
/// How it ended is said once: the first reason counts. Texts of clients have their control
/// characters replaced and are cut, so that nobody writes lines of others. Owned by the
/// connection's lane.
final class ConnectionLog {

    private static final Logger CONNECTION = LoggerFactory.getLogger("warren.connection");
    private static final Logger CHANNEL = LoggerFactory.getLogger("warren.channel");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    /// More of a client's text is not written, in characters.
    private static final int TEXT_CHARS_MAX = 1024;

    private final AmqpConnection connection;
    private final String pid;
    private String givenName = "";
    private boolean isAccepted;
    private boolean isEndTold;

    ConnectionLog(AmqpConnection connection) {
        this.connection = connection;
        this.pid = "<0." + connection.id() + ".0>";
    }

    void accepted() {
        isAccepted = true;
        info("accepting AMQP connection %s (%s)", pid, ends());
    }

    /// @param clientProperties `connection_name` is the name that the client gives
    void introduced(FieldTable clientProperties) {
        if (clientProperties.get("connection_name") instanceof LongText given) {
            String name = harmless(given.text());
            info("connection %s (%s) has a client-provided name: %s", pid, ends(), name);
            givenName = " - " + name;
        }
    }

    void certificateWithoutName() {
        tell(
                CONNECTION,
                Level.WARN,
                "connection %s (%s): the client's certificate has no name of the kind that ssl_cert_login_from asks for",
                pid,
                ends());
    }

    void letIn(Access granted) {
        info(
                "connection %s (%s): user '%s' authenticated and granted access to vhost '%s'",
                pid, name(), harmless(granted.user().name()), harmless(granted.vhost()));
    }

    void secretUpdated(ConnectionMethod.UpdateSecret method) {
        info(
                "connection %s (%s): user '%s' updated secret, reason: %s",
                pid, name(), harmless(connection.userName()), harmless(method.reason().toString()));
    }

    void loginRefused(String mechanism, String reason) {
        tell(
                CONNECTION,
                Level.ERROR,
                "Error on AMQP connection %s (%s, state: %s):\n%s login refused: %s",
                pid,
                name(),
                stateName(),
                mechanism,
                harmless(reason));
    }

    /// @param methodId what failed; 0 when it was no method
    void channelFailed(int channel, int methodId, AmqpException error) {
        tell(
                CHANNEL,
                Level.ERROR,
                "Channel error on connection %s (%s%s), channel %d:\noperation %s caused a channel exception %s: %s",
                pid,
                ends(),
                whoAndWhere(),
                channel,
                operation(methodId),
                codeName(error),
                text(error));
    }

    /// @param methodId what failed; 0 when it was no method
    void failed(int channel, int methodId, AmqpException error) {
        if (connection.isInHandshake()) {
            tell(
                    CONNECTION,
                    Level.ERROR,
                    "Error on AMQP connection %s (%s%s, state: %s):\n%s",
                    pid,
                    name(),
                    who(),
                    stateName(),
                    text(error));
        } else {
            tell(
                    CONNECTION,
                    Level.ERROR,
                    "Error on AMQP connection %s (%s%s, state: %s), channel %d:\n operation %s caused a connection exception %s: \"%s\"",
                    pid,
                    name(),
                    whoAndWhere(),
                    stateName(),
                    channel,
                    operation(methodId),
                    codeName(error),
                    text(error));
        }
    }

    void failedInternally(Throwable cause) {
        CONNECTION
                .atError()
                .addKeyValue("pid", pid)
                .setCause(cause)
                .log("connection {} ({}) failed", pid, name());
    }

    // --- the end -------------------------------------------------------------------------------

    /// @param octets what the client began with
    void badHeader(ProtocolHeader header, byte[] octets) {
        accepted();
        String why = "{bad_header," + OctetText.textOrNumbers(octets) + "}";
        String hint =
                switch (header) {
                    case HTTP -> "\nthe client speaks HTTP";
                    case TLS -> "\nthe client speaks TLS, and this port does not";
                    default -> "";
                };
        ended(Level.ERROR, "", why + hint);
    }

    void handshakeTimedOut() {
        ended(Level.ERROR, "", "{handshake_timeout,frame_header}");
    }

    void heartbeatsMissed(int intervalSeconds) {
        ended(Level.ERROR, "", "missed heartbeats from client, timeout: " + intervalSeconds + "s");
    }

    /// RabbitMQ says the first line alone.
    void sendTimedOut(long millis) {
        ended(
                Level.ERROR,
                "",
                "{inet_error,enotconn}\nthe client has read nothing for " + millis + " ms");
    }

    /// The client goes and has said so, or was sent away.
    void closed() {
        ended(Level.INFO, whoAndWhere(), "");
    }

    /// The client has gone without a word.
    void lost() {
        ended(Level.WARN, whoAndWhere(), "client unexpectedly closed TCP connection");
    }

    /// Nothing is said of a socket that never spoke.
    private void ended(Level level, String who, String why) {
        if (!isAccepted || isEndTold) {
            return;
        }
        isEndTold = true;
        tell(
                CONNECTION,
                level,
                "closing AMQP connection %s (%s%s)%s",
                pid,
                name(),
                who,
                why.isEmpty() ? "" : ":\n" + why);
    }

    // --- words ---------------------------------------------------------------------------------

    private void info(String format, Object... values) {
        tell(CONNECTION, Level.INFO, format, values);
    }

    private void tell(Logger log, Level level, String format, Object... values) {
        if (log.isEnabledForLevel(level)) {
            log.atLevel(level)
                    .addKeyValue("pid", pid)
                    .log(String.format(Locale.ROOT, format, values));
        }
    }

    private String ends() {
        return connection.describe();
    }

    private String name() {
        return ends() + givenName;
    }

    /// `, vhost: '/', user: 'guest'`, or nothing before somebody has logged in.
    private String whoAndWhere() {
        String user = connection.handshake().userNameOrNull();
        if (user == null) {
            return "";
        }
        String vhost = connection.occupancy().vhostOrNull();
        return ", vhost: '%s', user: '%s'"
                .formatted(harmless(vhost == null ? "none" : vhost), harmless(user));
    }

    /// The same before the connection is open: there is no virtual host yet.
    private String who() {
        String user = connection.handshake().userNameOrNull();
        return user == null ? "" : ", user: '" + harmless(user) + "'";
    }

    private String stateName() {
        return connection.state() == ConnectionState.HANDSHAKE
                ? connection.handshake().stateName()
                : connection.state().name().toLowerCase(Locale.ROOT);
    }

    private static String operation(int methodId) {
        return methodId == 0 ? "none" : Methods.name(methodId);
    }

    private static String codeName(AmqpException error) {
        return error.code().name().toLowerCase(Locale.ROOT);
    }

    private static String text(AmqpException error) {
        return harmless(String.valueOf(error.getMessage()));
    }

    private static String harmless(String text) {
        String cut = text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
        return CONTROL.matcher(cut).replaceAll("?");
    }
}
