package dev.warren.engine.auth;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import java.util.Map;
import java.util.function.Function;

/// What one user may do in one virtual host: the question every protocol asks before it acts.
///
/// A value of the moment: it is taken from a topology snapshot and taken again when the snapshot
/// has changed.
public record Access(User user, String vhost, Rights rights) {

    /// The name by which permissions know the exchange that has none.
    private static final ShortString DEFAULT_EXCHANGE = ShortString.of("amq.default");

    /// Refuses with 530 a user who has no permission of any kind here.
    public void requireVhost() {
        if (rights.permission() == null) {
            throw AmqpException.of(
                    ReplyCode.NOT_ALLOWED,
                    "access to vhost '%s' refused for user '%s'",
                    vhost,
                    user.name());
        }
    }

    /// May it declare and delete the resource? 403 when not.
    public void requireConfigure(Resource resource) {
        require("configure", Permission::configure, resource);
    }

    /// May it put messages, or bindings, into the resource? 403 when not.
    public void requireWrite(Resource resource) {
        require("write", Permission::write, resource);
    }

    /// May it take messages out of the resource? 403 when not.
    public void requireRead(Resource resource) {
        require("read", Permission::read, resource);
    }

    /// A passive declare needs any one of the three rights (RabbitMQ 4.3.1); 403 when it has none.
    public void requireAny(Resource resource) {
        Resource named = named(resource);
        Permission permission = rights.permission();
        if (permission == null
                || !(permission.configure().matches(named.name())
                        || permission.write().matches(named.name())
                        || permission.read().matches(named.name()))) {
            throw refusal("configure", named);
        }
    }

    /// May it publish to this topic exchange with this key? 403 when not.
    public void requireTopicWrite(Resource exchange, ShortString key) {
        TopicPermission topic = rights.topics().get(exchange.name());
        if (topic != null && !topic.mayWrite(key, variables())) {
            throw topicRefusal(key, exchange);
        }
    }

    /// May it bind to this topic exchange with this key? 403 when not.
    public void requireTopicRead(Resource exchange, ShortString key) {
        TopicPermission topic = rights.topics().get(exchange.name());
        if (topic != null && !topic.mayRead(key, variables())) {
            throw topicRefusal(key, exchange);
        }
    }

    private Map<String, String> variables() {
        return Map.of("username", user.name(), "vhost", vhost);
    }

    private AmqpException topicRefusal(ShortString key, Resource exchange) {
        return AmqpException.of(
                ReplyCode.ACCESS_REFUSED,
                "access to topic '%s' in %s refused for user '%s'",
                key,
                exchange,
                user.name());
    }

    private void require(
            String right, Function<Permission, NamePattern> pattern, Resource resource) {
        Resource named = named(resource);
        Permission permission = rights.permission();
        if (permission == null || !pattern.apply(permission).matches(named.name())) {
            throw refusal(right, named);
        }
    }

    private static Resource named(Resource resource) {
        return switch (resource) {
            case Resource.Queue queue -> queue;
            case Resource.Exchange exchange ->
                    exchange.name().isEmpty()
                            ? new Resource.Exchange(exchange.vhost(), DEFAULT_EXCHANGE)
                            : exchange;
        };
    }

    private AmqpException refusal(String right, Resource resource) {
        return AmqpException.of(
                ReplyCode.ACCESS_REFUSED,
                "%s access to %s refused for user '%s'",
                right,
                resource,
                user.name());
    }
}
