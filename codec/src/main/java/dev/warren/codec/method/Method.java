package dev.warren.codec.method;

/// A method of AMQP 0-9-1: what peers say to each other, apart from messages and heartbeats.
///
/// Fields that the protocol reserves are not here; they are written as zero or empty and ignored
/// when read. Begin reading at [QueueMethod]; the bytes are the affair of [MethodReader] and
/// [MethodWriter].
public sealed interface Method
        permits ConnectionMethod,
                ChannelMethod,
                AccessMethod,
                ExchangeMethod,
                QueueMethod,
                BasicMethod,
                TxMethod,
                ConfirmMethod {

    /// The constant of [MethodIds].
    int id();

    /// Writes the arguments, without the id. Most answers have none.
    default void write(MethodWriter out) {}
}
