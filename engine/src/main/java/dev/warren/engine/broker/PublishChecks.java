package dev.warren.engine.broker;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.PropertyFlags;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.User;
import dev.warren.engine.time.TimeLimits;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// What RabbitMQ checks in the properties of a published message. Reads the flags first: most
/// messages have nothing to check.
public final class PublishChecks {

    private static final int CHECKED =
            PropertyFlags.DELIVERY_MODE | PropertyFlags.USER_ID | PropertyFlags.EXPIRATION;

    private static final BigInteger EXPIRATION_MAX_MILLIS =
            BigInteger.valueOf(TimeLimits.WAIT_MAX_MILLIS);

    private static final int NO_MODE = -1;
    private static final int TRANSIENT = 1;

    private PublishChecks() {}

    /// Throws 406 where RabbitMQ does.
    ///
    /// @param flags those of the content header
    public static void check(byte[] content, int headerLength, int flags, Access access) {
        if ((flags & CHECKED) == 0) {
            return;
        }
        int mode = ContentHeader.deliveryMode(content, 0, headerLength);
        if (mode != NO_MODE && mode != TRANSIENT && mode != BasicProperties.PERSISTENT) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid message: {delivery_mode_unknown,%d}",
                    mode);
        }
        ShortString userId = ContentHeader.userIdOrNull(content, 0, headerLength);
        if (userId != null) {
            checkUserId(userId.toString(), access);
        }
        ShortString expiration = ContentHeader.expirationOrNull(content, 0, headerLength);
        if (expiration != null) {
            checkExpiration(expiration.toString());
        }
    }

    private static void checkUserId(String userId, Access access) {
        String user = access.user().name();
        if (!userId.equals(user) && !access.user().hasTag(User.IMPERSONATOR)) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "user_id property set to '%s' but authenticated user was '%s'",
                    userId,
                    user);
        }
    }

    private static void checkExpiration(String expiration) {
        String problem = problemWith(expiration);
        if (problem != null) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid expiration '%s': %s",
                    expiration,
                    problem);
        }
    }

    private static @Nullable String problemWith(String text) {
        int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == from) {
            return "no_integer";
        }
        if (end < text.length()) {
            return "{leftover_string,\"" + text.substring(end) + "\"}";
        }
        BigInteger millis = new BigInteger(text);
        if (millis.signum() < 0) {
            return "{value_negative," + millis + "}";
        }
        return millis.compareTo(EXPIRATION_MAX_MILLIS) > 0
                ? "{value_too_large," + millis + "}"
                : null;
    }
}
