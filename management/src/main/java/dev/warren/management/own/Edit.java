package dev.warren.management.own;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.broker.PublishChecks;
import dev.warren.engine.message.Message;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.JsonPayload;
import dev.warren.management.http.JsonProperties;
import org.jspecify.annotations.Nullable;

/// What is changed in messages before they are sent on. Pure.
///
/// @param payload the new body; null: as it is
/// @param properties its field `properties` names those that change
record Edit(@Nullable Bytes payload, JsonBody properties) {

    /// Reads it; 400 when it changes nothing, or into something that could not be published.
    static Edit of(JsonBody given, Access access) {
        if (!given.has("payload") && !given.has("properties")) {
            throw ApiException.badRequest("edit has neither a payload nor properties");
        }
        Edit edit = new Edit(given.has("payload") ? JsonPayload.of(given) : null, given);
        Message tried =
                edit.of(
                        JsonProperties.message(
                                ShortString.EMPTY,
                                ShortString.EMPTY,
                                BasicProperties.EMPTY,
                                Bytes.EMPTY));
        int headerLength = tried.headerLength();
        PublishChecks.check(
                tried.content(),
                headerLength,
                ContentHeader.flags(tried.content(), 0, headerLength),
                access);
        return edit;
    }

    /// The message as it is to be.
    Message of(Message message) {
        BasicProperties changed = JsonProperties.over(message.properties(), properties);
        Bytes body = payload;
        Message rewritten =
                body == null
                        ? message
                        : JsonProperties.message(
                                message.exchange(), message.routingKey(), changed, body);
        return rewritten.rewritten(
                message.exchange(), message.routingKey(), changed, message.marks());
    }
}
