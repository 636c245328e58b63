package dev.warren.engine.auth;

import dev.warren.codec.value.ShortString;

/// What can be asked about the rights of one user in one virtual host.
public sealed interface Question {

    /// One that a back end answers.
    sealed interface Single extends Question {}

    /// May it come in at all?
    record Entry() implements Single {}

    /// May it do this with the queue or exchange? The exchange without a name goes by the name
    /// `amq.default` here.
    record OfResource(Right right, Resource resource) implements Single {}

    /// May it publish to a topic exchange with this key ([Right#WRITE]), or bind with it
    /// ([Right#READ])?
    record OfTopic(Right right, Resource exchange, ShortString key) implements Single {}

    /// Has it any of the three rights to the queue or exchange?
    record Any(Resource resource) implements Question {}
}
