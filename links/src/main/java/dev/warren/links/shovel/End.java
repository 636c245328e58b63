package dev.warren.links.shovel;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.links.LinkException;
import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.Reasons;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One end of a shovel: a connection with a channel.
///
/// @param role `source` or `destination`
record End(String role, AmqpUri uri, Connection connection, Channel channel) {

    private static final Logger log = LoggerFactory.getLogger("warren.links");

    /// Something that is asked of a channel.
    @FunctionalInterface
    interface Call<T> {
        T on(Channel channel) throws IOException, TimeoutException;
    }

    static End open(String role, AmqpUri uri, Connection connection)
            throws LinkException, InterruptedException {
        try {
            return new End(role, uri, connection, connection.createChannel());
        } catch (IOException | ShutdownSignalException e) {
            throw failed(role, uri, e);
        }
    }

    /// Asks the channel. Throws [LinkException] when this end is gone or says no.
    <T> T call(Call<T> call) throws LinkException, InterruptedException {
        return on(channel, call);
    }

    /// Asks a channel that is there for this question only: a refusal does not end the other one.
    <T> T callApart(Call<T> call) throws LinkException, InterruptedException {
        Channel apart = open(role, uri, connection).channel();
        try {
            return on(apart, call);
        } finally {
            leave(apart);
        }
    }

    /// A channel that a refusal has closed stays closed.
    private static void leave(Channel channel) {
        try {
            channel.abort();
        } catch (IOException ignoredItIsGone) {
            log.debug("a channel had gone before", ignoredItIsGone);
        }
    }

    private <T> T on(Channel one, Call<T> call) throws LinkException, InterruptedException {
        try {
            return call.on(one);
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            throw failed(role, uri, e);
        }
    }

    String broken(Throwable cause) {
        return role + " " + uri.shown() + ": " + Reasons.of(cause);
    }

    private static LinkException failed(String role, AmqpUri uri, Exception cause)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new LinkException(role + " " + uri.shown() + ": " + Reasons.of(cause), cause);
    }
}
