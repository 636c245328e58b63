package dev.warren.management.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose sender may make it. Belongs to one thread.
///
/// @param peer where it comes from
/// @param path what the braces of the route stand for
/// @param query the first value of each parameter
/// @param headers those that handlers look at, by their names in lower case
public record Request(
        Caller caller,
        Peer peer,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        Bytes body) {

    private static final ObjectMapper JSON = JsonOut.MAPPER;

    public Request {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public Broker broker() {
        return caller.broker();
    }

    /// A part of the path, which the route has.
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("no {" + name + "} in this route");
        }
        return value;
    }

    /// A part of the path that names a queue or an exchange: 404 when it is too long to be one.
    public ShortString name(String part) {
        return shortString(path(part));
    }

    /// The exchange of the path: `amq.default` is the one without a name.
    public ShortString exchangeName(String part) {
        String name = path(part);
        return name.equals("amq.default") ? ShortString.EMPTY : shortString(name);
    }

    private static ShortString shortString(String text) {
        try {
            return ShortString.of(text);
        } catch (IllegalArgumentException tooLong) {
            throw ApiException.notFound();
        }
    }

    public @Nullable String query(String name) {
        return query.get(name);
    }

    public boolean isSet(String name) {
        return "true".equals(query.get(name));
    }

    /// The virtual host of the path: 404 when there is none.
    public VirtualHost vhost() {
        VirtualHost vhost = broker().topology().vhostOrNull(path("vhost"));
        if (vhost == null) {
            throw ApiException.notFound();
        }
        return vhost;
    }

    /// The same where something is put into it, which RabbitMQ refuses in other words.
    public VirtualHost vhostToChange() {
        VirtualHost vhost = broker().topology().vhostOrNull(path("vhost"));
        if (vhost == null) {
            throw ApiException.notFound("vhost_not_found");
        }
        return vhost;
    }

    /// The queue of the path in that virtual host: 404 when there is none.
    public QueueDefinition queueIn(VirtualHost vhost) {
        QueueDefinition queue = vhost.queueOrNull(name("queue"));
        if (queue == null) {
            throw ApiException.notFound();
        }
        return queue;
    }

    /// The body as an object, empty when there is no body. 400 when it is anything else.
    public JsonBody json() {
        if (body.length() == 0) {
            return new JsonBody(JSON.createObjectNode());
        }
        try {
            if (JSON.readTree(body.array()) instanceof ObjectNode object) {
                return new JsonBody(object);
            }
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("not_json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw ApiException.badRequest("not_json");
    }
}
