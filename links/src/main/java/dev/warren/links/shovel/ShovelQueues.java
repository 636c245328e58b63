package dev.warren.links.shovel;

import com.rabbitmq.client.Channel;
import dev.warren.links.LinkException;
import dev.warren.links.remote.ClientValues;
import dev.warren.links.remote.Reasons;
import dev.warren.links.shovel.ShovelSettings.From;
import java.io.IOException;

/// Sees to it that the queues of a shovel are there.
final class ShovelQueues {

    private ShovelQueues() {}

    /// A queue that is there is taken as it is, whatever its arguments; one that is not is declared
    /// durable, unless somebody else is to declare it.
    static void ensure(End end, From.Queue queue) throws LinkException, InterruptedException {
        if (queue.isPredeclared()) {
            end.callApart(channel -> channel.queueDeclarePassive(queue.name()));
        } else if (!end.callApart(channel -> isThere(channel, queue.name()))) {
            end.callApart(channel ->
                    channel.queueDeclare(
                            queue.name(), true, false, false, ClientValues.of(queue.arguments())));
        }
    }

    private static boolean isThere(Channel channel, String queue) throws IOException {
        try {
            channel.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            if (Reasons.isNotFound(e)) {
                return false;
            }
            throw e;
        }
    }

    /// The queue to consume from. One of the shovel's own is bound to the exchange, and goes with
    /// the connection.
    static String source(End end, From from) throws LinkException, InterruptedException {
        return switch (from) {
            case From.Queue queue -> {
                ensure(end, queue);
                yield queue.name();
            }
            case From.Exchange(String exchange, String key) ->
                    end.call(channel -> {
                        String queue = channel.queueDeclare().getQueue();
                        channel.queueBind(queue, exchange, key);
                        return queue;
                    });
        };
    }

    static long length(End end, String queue) throws LinkException, InterruptedException {
        return end.call(channel -> channel.messageCount(queue));
    }
}
