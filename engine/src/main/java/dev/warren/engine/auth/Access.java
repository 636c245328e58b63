package dev.warren.engine.auth;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import org.jspecify.annotations.Nullable;

/// What one user may do in one virtual host: the question every protocol asks before it acts.
///
/// A value of the moment: it is taken from a topology snapshot and taken again when the snapshot
/// has changed. Rights to topics (keys of topic exchanges) will join as one more component and one
/// more `require`.
public record Access(User user, String vhost, @Nullable Permission permission) {

    /// The name by which permissions know the exchange that has none.
    private static final ShortString DEFAULT_EXCHANGE = ShortString.of("amq.default");

    /// Refuses with 530 a user who has no permission of any kind here.
    public void requireVhost() {
        if (permission == null) {
            throw AmqpException.of(
                    ReplyCode.NOT_ALLOWED,
                    "access to vhost '%s' refused for user '%s'",
                    vhost,
                    user.name());
        }
    }

    /// May it declare and delete the resource? 403 when not.
    public void requireConfigure(Resource resource) {
        require("configure", permission == null ? null : permission.configure(), resource);
    }

    /// May it put messages, or bindings, into the resource? 403 when not.
    public void requireWrite(Resource resource) {
        require("write", permission == null ? null : permission.write(), resource);
    }

    /// May it take messages out of the resource? 403 when not.
    public void requireRead(Resource resource) {
        require("read", permission == null ? null : permission.read(), resource);
    }

    /// A passive declare needs any one of the three rights (RabbitMQ 4.3.1); 403 when it has none.
    public void requireAny(Resource resource) {
        Resource named = named(resource);
        if (permission == null
                || !(permission.configure().matches(named.name())
                        || permission.write().matches(named.name())
                        || permission.read().matches(named.name()))) {
            throw refusal("configure", named);
        }
    }

    private void require(String right, @Nullable NamePattern pattern, Resource resource) {
        Resource named = named(resource);
        if (pattern == null || !pattern.matches(named.name())) {
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
