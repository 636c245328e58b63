package dev.warren.amqp.connection;

import dev.warren.codec.method.MethodIds;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.AskedRights;
import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.RightsPending;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.Verdict;
import dev.warren.engine.time.SystemClock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets a user into a virtual host, 530 when it may not. Where somebody else knows that, nothing is
/// read until the answer is there. Owned by the connection's lane.
record Entrance(AmqpConnection connection, Access access) {

    /// @param authorizer who knows the user's rights; null when they are the broker's own
    static Entrance of(
            AmqpConnection connection, User user, String vhost, @Nullable Authorizer authorizer) {
        AskedRights asked =
                authorizer == null
                        ? null
                        : new AskedRights(
                                authorizer, connection.ends().client().host(), new SystemClock());
        return new Entrance(connection, connection.broker().access(user, vhost, asked));
    }

    void enter(Consumer<Access> then) {
        try {
            access.requireVhost();
        } catch (RightsPending pending) {
            await(pending, then);
            return;
        }
        then.accept(access);
    }

    private void await(RightsPending pending, Consumer<Access> then) {
        connection.gate().close(ReadGate.Reason.LOGIN);
        pending.answer()
                .whenCompleteAsync(
                        (verdict, failure) ->
                                connection.guard(
                                        0,
                                        MethodIds.CONNECTION_OPEN,
                                        () -> answered(pending, verdict, failure, then)),
                        connection.lane());
    }

    private void answered(
            RightsPending pending,
            Verdict verdict,
            @Nullable Throwable failure,
            Consumer<Access> then) {
        if (!connection.isInHandshake()) {
            return;
        }
        if (failure != null) {
            throw new IllegalStateException("a right could not be asked for", failure);
        }
        connection.gate().open(ReadGate.Reason.LOGIN);
        pending.remember(verdict);
        enter(then);
    }
}
