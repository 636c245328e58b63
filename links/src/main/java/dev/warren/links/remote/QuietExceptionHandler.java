package dev.warren.links.remote;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.StrictExceptionHandler;

/// Logs nothing when a connection breaks: the link is told, and says so itself. What else goes
/// wrong in callbacks ends the channel, as it should.
final class QuietExceptionHandler extends StrictExceptionHandler {

    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable cause) {
        // The link hears of it as the reason of the connection's end.
    }
}
