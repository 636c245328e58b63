package dev.warren.engine.message;

/// Changes messages on their way in, before they are routed. Any lane.
@FunctionalInterface
public interface Interceptor {

    /// Leaves them as they are.
    Interceptor NONE = message -> message;

    /// The message itself, or another one in its place.
    Message intercept(Message published);

    /// This one first, then another.
    default Interceptor then(Interceptor next) {
        return message -> next.intercept(intercept(message));
    }
}
