package dev.warren.amqp.connection;

import dev.warren.amqp.AmqpSettings;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.LoginAttempt;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.sasl.SaslDialogue;
import dev.warren.engine.auth.sasl.SaslMechanism;
import dev.warren.engine.auth.sasl.SaslMechanisms;
import dev.warren.engine.auth.sasl.SaslStep;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.lane.Lane;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From the protocol header to `connection.open-ok` (AMQP 0-9-1 §2.2.4). Owned by the connection's
/// lane.
///
/// ```
///   STARTING ──start-ok──> (login) ──> SECURING ──secure-ok──> (login) ──> TUNING ──tune-ok──> OPENING ──open──> RUNNING
/// ```
final class Handshake {

    /// A failed login is answered this late, so that guessing is slow.
    private static final long REFUSAL_DELAY_MILLIS = 1_000;

    private static final int FRAME_MIN_BYTES = 4096;

    private enum State {
        STARTING,
        SECURING,
        TUNING,
        OPENING,
        RUNNING
    }

    private final AmqpConnection connection;
    private final Broker broker;
    private final AmqpSettings settings;
    private final SaslMechanisms mechanisms;
    private State state = State.STARTING;
    private Lane.@Nullable Timer timeout;
    private FieldTable clientProperties = FieldTable.EMPTY;
    private String mechanismName = "";

    /// Waits for the client's answer to a challenge.
    private @Nullable SaslDialogue dialogue;

    private @Nullable User user;

    /// Who knows the user's rights; null when they are the broker's own.
    private @Nullable Authorizer authorizer;

    /// Set when the client has tuned.
    private ConnectionMethod.@Nullable TuneOk tuned;

    Handshake(AmqpConnection connection, Broker broker, AmqpSettings settings) {
        this.connection = connection;
        this.broker = broker;
        this.settings = settings;
        this.mechanisms = settings.mechanisms().forClient(connection.ends().certifiedNameOrNull());
        long millisMax = settings.bounds().handshakeMillisMax();
        this.timeout =
                millisMax == 0 ? null : connection.lane().schedule(this::timedOut, millisMax);
    }

    /// How RabbitMQ names the state in error texts.
    String stateName() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    void begin() {
        if (settings.mechanisms().hasExternal() && connection.ends().hasCertificate()) {
            tellOfMissingName();
        }
        connection
                .outbox()
                .send(
                        0,
                        new ConnectionMethod.Start(
                                0,
                                9,
                                ServerProperties.withCapabilities(settings.serverProperties()),
                                Bytes.of(mechanisms.names()),
                                Bytes.of("en_US")));
    }

    /// Else nobody would understand why `EXTERNAL` is not offered.
    private void tellOfMissingName() {
        if (connection.ends().certifiedNameOrNull() == null) {
            connection.log().certificateWithoutName();
        }
    }

    void stop() {
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }

    boolean clientCan(String capability) {
        return clientProperties.get("capabilities") instanceof FieldValue.Table capabilities
                && capabilities.value().get(capability) instanceof FieldValue.Bool can
                && can.value();
    }

    /// What the client says of itself; empty until it has.
    FieldTable clientProperties() {
        return clientProperties;
    }

    /// Who has logged in; null before.
    @Nullable String userNameOrNull() {
        User loggedIn = user;
        return loggedIn == null ? null : loggedIn.name();
    }

    void handle(ConnectionMethod method) {
        switch (method) {
            case ConnectionMethod.StartOk startOk when state == State.STARTING -> start(startOk);
            case ConnectionMethod.SecureOk secureOk when state == State.SECURING ->
                    step(dialogue(), secureOk.response());
            case ConnectionMethod.TuneOk tuneOk when state == State.TUNING -> tune(tuneOk);
            case ConnectionMethod.Open open when state == State.OPENING -> open(open);
            default -> throw unexpectedMethod();
        }
    }

    AmqpException unexpectedMethod() {
        return AmqpException.of(
                ReplyCode.CHANNEL_ERROR, "unexpected method in connection state %s", stateName());
    }

    /// A refreshed secret: users that the broker knows by password have nothing to refresh.
    void updateSecret(ConnectionMethod.UpdateSecret method) {
        connection.log().secretUpdated(method);
        connection.outbox().send(0, new ConnectionMethod.UpdateSecretOk());
    }

    private void start(ConnectionMethod.StartOk startOk) {
        clientProperties = startOk.clientProperties();
        connection.log().introduced(clientProperties);
        connection.gate().setCanBeTold(clientCan("connection.blocked"));
        String name = startOk.mechanism().toString();
        SaslMechanism offered = mechanisms.offeredOrNull(name);
        if (offered == null) {
            throw AmqpException.of(
                    ReplyCode.COMMAND_INVALID,
                    "%s authentication mechanism '%s'",
                    SaslMechanisms.isKnown(name) ? "invalid" : "unknown",
                    name);
        }
        mechanismName = name;
        step(offered, startOk.response());
    }

    private void step(SaslDialogue with, Bytes response) {
        switch (with.step(response)) {
            case SaslStep.Challenge challenge -> {
                state = State.SECURING;
                dialogue = challenge.next();
                connection.outbox().send(0, new ConnectionMethod.Secure(challenge.challenge()));
            }
            case SaslStep.Attempt attempt -> login(attempt);
            case SaslStep.Malformed malformed ->
                    throw new AmqpException(ReplyCode.SYNTAX_ERROR, malformed.text());
        }
    }

    private SaslDialogue dialogue() {
        SaslDialogue current = dialogue;
        if (current == null) {
            throw new IllegalStateException("no challenge was sent");
        }
        return current;
    }

    private void login(SaslStep.Attempt attempt) {
        connection.gate().close(ReadGate.Reason.LOGIN);
        boolean fromLoopback = connection.ends().isFromLoopback();
        authenticator()
                .login(new LoginAttempt(attempt.user(), attempt.proof(), fromLoopback))
                .whenCompleteAsync(
                        (login, failure) ->
                                connection.guard(
                                        0, 0, () -> answer(attempt.user(), login, failure)),
                        connection.lane());
    }

    private Authenticator authenticator() {
        Authenticator ofDoor = settings.authenticator();
        return ofDoor == null ? broker.authenticator() : ofDoor;
    }

    /// @param claimed whom the client claims to be
    private void answer(String claimed, Login login, @Nullable Throwable failure) {
        if (!connection.isInHandshake()) {
            return;
        }
        if (failure != null) {
            throw new IllegalStateException("a login could not be checked", failure);
        }
        switch (login) {
            case Login.Accepted accepted -> {
                user = accepted.user();
                authorizer = accepted.authorizer();
                connection.events().loginAccepted(mechanismName, accepted.user().name());
                state = State.TUNING;
                AmqpSettings.Negotiated offer = settings.negotiated();
                connection
                        .outbox()
                        .send(
                                0,
                                new ConnectionMethod.Tune(
                                        offer.channelMax(),
                                        offer.frameMaxBytes(),
                                        offer.heartbeatSeconds()));
                connection.gate().open(ReadGate.Reason.LOGIN);
            }
            case Login.Refused refused -> {
                connection.log().loginRefused(mechanismName, refused.reason());
                connection.events().loginRefused(mechanismName, claimed, refused.reason());
                connection.lane().schedule(this::refuse, REFUSAL_DELAY_MILLIS);
            }
        }
    }

    private void refuse() {
        if (clientCan("authentication_failure_close")) {
            connection.close(
                    AmqpException.hard(
                            ReplyCode.ACCESS_REFUSED,
                            "Login was refused using authentication mechanism "
                                    + mechanismName
                                    + ". For details see the broker logfile."),
                    0);
        } else {
            connection.ending().silently();
        }
    }

    private void tune(ConnectionMethod.TuneOk asked) {
        AmqpSettings.Negotiated offer = settings.negotiated();
        requireFrameMax(asked.frameMax(), offer.frameMaxBytes());
        requireAtMost("channel_max", asked.channelMax(), offer.channelMax());
        state = State.OPENING;
        tuned = asked;
        connection.tuned(asked.channelMax(), (int) asked.frameMax(), asked.heartbeat());
    }

    private static void requireFrameMax(long asked, int offered) {
        if (asked != 0 && asked < FRAME_MIN_BYTES) {
            throw AmqpException.of(
                    ReplyCode.NOT_ALLOWED,
                    "negotiated frame_max = %d is lower than the minimum allowed value (%d)",
                    asked,
                    FRAME_MIN_BYTES);
        }
        requireAtMost("frame_max", asked, offered);
    }

    /// Zero from the client means no limit, which is more than any limit.
    private static void requireAtMost(String what, long asked, int offered) {
        if (offered != 0 && (asked == 0 || asked > offered)) {
            throw AmqpException.of(
                    ReplyCode.NOT_ALLOWED,
                    "negotiated %s = %d is higher than the maximum allowed value (%d)",
                    what,
                    asked,
                    offered);
        }
    }

    private void open(ConnectionMethod.Open open) {
        User loggedIn = user;
        ConnectionMethod.TuneOk agreed = tuned;
        if (loggedIn == null || agreed == null) {
            throw new IllegalStateException("open before login");
        }
        String vhost = open.virtualHost().toString();
        User now = connection.occupancy().enter(loggedIn, vhost);
        Entrance.of(connection, now, vhost, authorizer).enter(access -> opened(access, agreed));
    }

    private void opened(Access access, ConnectionMethod.TuneOk agreed) {
        connection.occupancy().opened(access);
        state = State.RUNNING;
        stop();
        connection.opened(access);
        connection.events().opened(access, mechanismName, agreed);
        connection.outbox().send(0, new ConnectionMethod.OpenOk());
    }

    private void timedOut() {
        timeout = null;
        connection.log().handshakeTimedOut();
        connection.ending().silently();
    }
}
