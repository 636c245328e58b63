package dev.warren.server.auth;

import java.util.Set;

/// What a web service made of a question.
sealed interface HttpAnswer {

    /// The words behind `allow`: the tags of a user.
    record Allow(Set<String> words) implements HttpAnswer {}

    record Deny() implements HttpAnswer {}

    /// There was no answer that counts. The term is short and in RabbitMQ's manner, for the client
    /// (`timeout`); the reason is for the log.
    record Failure(String term, String reason) implements HttpAnswer {}
}
