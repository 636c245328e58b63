package dev.warren.management.http;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;

/// What the engine refuses, as RabbitMQ's HTTP API says it.
public final class Refusals {

    private Refusals() {}

    /// For changes of what exists.
    public static ApiException of(AmqpException e) {
        String text = String.valueOf(e.getMessage());
        return switch (e.code()) {
            case ACCESS_REFUSED -> ApiException.notAuthorised("Access refused.");
            case NOT_FOUND -> ApiException.notFound(text);
            case INTERNAL_ERROR -> new ApiException(500, "internal_error", text);
            default -> ApiException.badRequest(text);
        };
    }

    /// For messages: with the code, as a channel would have been closed with it.
    public static ApiException withCode(AmqpException e) {
        return e.code() == ReplyCode.ACCESS_REFUSED
                ? ApiException.notAuthorised("Access refused.")
                : ApiException.badRequest(e.code().code() + " " + e.replyText());
    }
}
