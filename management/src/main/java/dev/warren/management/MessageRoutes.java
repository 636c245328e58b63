package dev.warren.management;

import static dev.warren.management.http.Need.VHOST;

import dev.warren.management.resource.Messages;
import dev.warren.management.resource.Publishing;

/// Routes to messages.
final class MessageRoutes {

    private MessageRoutes() {}

    static void add(ApiRoutes table, Publishing publishing, Messages messages) {
        table.post("queues/{vhost}/{queue}/get", VHOST, messages::get);
        table.post("exchanges/{vhost}/{exchange}/publish", VHOST, publishing::publish);
        table.get("aliveness-test/{vhost}", VHOST, publishing::aliveness);
    }
}
