package dev.warren.codec.value;

import java.util.Locale;

/// The client erred: a reply code and the text that goes with it.
///
/// Thrown anywhere, answered in one place by the protocol front end. The reply text on the wire is
/// the code's name, `" - "` and [#getMessage()]; clients parse it, so it is RabbitMQ's to the
/// letter. It carries no stack, because it says nothing about our own code.
public final class AmqpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReplyCode code;
    private final boolean endsConnection;
    private final boolean namesMethod;

    public AmqpException(ReplyCode code, String text) {
        this(code, text, code.isHard(), true);
    }

    private AmqpException(
            ReplyCode code, String text, boolean endsConnection, boolean namesMethod) {
        super(text, null, false, false);
        this.code = code;
        this.endsConnection = endsConnection;
        this.namesMethod = namesMethod;
    }

    /// The same with a text to be formatted as by [String#format].
    public static AmqpException of(ReplyCode code, String format, Object... values) {
        return new AmqpException(code, String.format(Locale.ROOT, format, values));
    }

    /// A code that is soft by itself, raised where only the connection can be closed (login, for
    /// one).
    public static AmqpException hard(ReplyCode code, String text) {
        return new AmqpException(code, text, true, true);
    }

    /// A hard error that the close does not lay at the door of any method.
    public static AmqpException ofNoMethod(ReplyCode code, String text) {
        return new AmqpException(code, text, true, false);
    }

    public ReplyCode code() {
        return code;
    }

    public boolean endsConnection() {
        return endsConnection;
    }

    /// Whether the close carries the ids of the method that failed.
    public boolean namesMethod() {
        return namesMethod;
    }

    /// What goes on the wire: `NOT_FOUND - no queue 'q' in vhost '/'`, cut to 255 bytes by the
    /// writer.
    public String replyText() {
        return code.name() + " - " + getMessage();
    }
}
