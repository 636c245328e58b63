package dev.warren.management.resource;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.JsonPayload;
import dev.warren.management.http.JsonProperties;
import dev.warren.management.http.Refusals;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.Json;
import java.util.Map;

/// Messages that are published by hand, and the check that a virtual host is alive, which publishes
/// one and fetches it.
public final class Publishing {

    private static final ShortString ALIVENESS = ShortString.of("aliveness-test");

    private final Interceptor incoming;

    /// @param incoming what is done to messages on their way in
    public Publishing(Interceptor incoming) {
        this.incoming = incoming;
    }

    public Reply publish(Request request) {
        VirtualHost vhost = request.vhostToChange();
        JsonBody body = request.json();
        body.require("properties", "routing_key", "payload", "payload_encoding");
        Bytes payload = JsonPayload.of(body);
        BasicProperties properties = JsonProperties.of(body);
        Message message =
                message(
                        request.exchangeName("exchange"),
                        body.shortText("routing_key"),
                        properties,
                        payload);
        try {
            return Reply.ok(Json.object("routed", publish(request.caller(), vhost, message)));
        } catch (AmqpException e) {
            throw Refusals.withCode(e);
        }
    }

    private Message message(
            ShortString exchange, ShortString key, BasicProperties properties, Bytes payload) {
        return incoming.intercept(JsonProperties.message(exchange, key, properties, payload));
    }

    /// Answers whether a queue has it. While memory or disk is short nothing is published: there is
    /// no connection that could be held.
    private static boolean publish(Caller caller, VirtualHost vhost, Message message) {
        Broker broker = caller.broker();
        if (broker.resourceAlarm().isToBeTold()) {
            throw new ApiException(503, "resource_alarm", broker.resourceAlarm().reason());
        }
        return Waits.on(
                caller.asking(
                        () -> broker.publisher().publish(caller.access(vhost.name()), message)));
    }

    // --- aliveness -----------------------------------------------------------------------------

    public Reply aliveness(Request request) {
        VirtualHost vhost = request.vhost();
        Queue queue = declare(request.caller(), vhost);
        Message message =
                message(
                        ShortString.EMPTY,
                        ALIVENESS,
                        BasicProperties.EMPTY,
                        Bytes.of("test_message"));
        boolean isRouted = publish(request.caller(), vhost, message);
        Got got = Waits.on(queue.get(request.broker().newSession(), true));
        return isRouted && got != null
                ? Reply.ok(Json.object("status", "ok"))
                : new Reply(
                        503,
                        Json.object(
                                "status", "failed", "reason", "the test message did not come back"),
                        Map.of());
    }

    /// The queue stays, as RabbitMQ's does.
    private static Queue declare(Caller caller, VirtualHost vhost) {
        caller.asking(() -> {
            Resource queue = Resource.queue(vhost.name(), ALIVENESS);
            caller.access(vhost.name()).requireConfigure(queue);
            caller.access(vhost.name()).requireRead(queue);
            return queue;
        });
        return Waits.on(
                caller.broker()
                        .declareQueue(
                                new TopologyCommand.DeclareQueue(
                                        vhost.name(),
                                        ALIVENESS,
                                        new QueueOptions(false, false, null, FieldTable.EMPTY),
                                        false),
                                caller.name()));
    }
}
