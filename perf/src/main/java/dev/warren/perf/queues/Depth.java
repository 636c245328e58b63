package dev.warren.perf.queues;

import dev.warren.codec.method.Method;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.perf.client.Connection;
import dev.warren.perf.client.Connector;

/// How many messages are ready in a queue, by a passive declare.
public final class Depth {

    private Depth() {}

    /// Waits for the answer. Throws [dev.warren.perf.client.BrokerException] when there is no such
    /// queue; the connection is of no use then.
    public static long of(ShortString queue, Connection connection) {
        Method answer =
                Connector.call(
                        connection,
                        new QueueMethod.Declare(
                                queue, true, false, false, false, false, FieldTable.EMPTY));
        return answer instanceof QueueMethod.DeclareOk ok ? ok.messageCount() : 0;
    }
}
