package dev.warren.engine.queue;

/// Where a queue says that it has a published message: the publishing channel, or nobody.
///
/// Each target queue calls exactly one of the methods, once for each message. It may be called on
/// any lane: the implementation goes to its own.
public interface ConfirmSink {

    /// For publishers that asked for no confirms.
    ConfirmSink NONE =
            new ConfirmSink() {
                @Override
                public void confirmed(long number) {}

                @Override
                public void refused(long number) {}
            };

    /// The queue has the message as safe as it promises (or did away with it by its rules).
    void confirmed(long number);

    /// The queue did not take the message.
    void refused(long number);
}
