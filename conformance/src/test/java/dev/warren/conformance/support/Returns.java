package dev.warren.conformance.support;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a channel's broker returned. Filled by the connection's reading thread, before the confirm
/// or the reply that follows on the wire reaches the test.
public final class Returns {
    private final BlockingQueue<Return> returned = new LinkedBlockingQueue<>();

    private Returns() {}

    public static Returns of(Channel channel) {
        var returns = new Returns();
        channel.addReturnListener(returns.returned::add);
        return returns;
    }

    /// The next return; fails when none comes.
    public Return next() throws InterruptedException {
        var next = returned.poll(Client.ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was returned within the limit");
        }
        return next;
    }

    public int size() {
        return returned.size();
    }
}
