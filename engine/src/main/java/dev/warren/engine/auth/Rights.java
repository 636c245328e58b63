package dev.warren.engine.auth;

import dev.warren.codec.value.ShortString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All rights of one user in one virtual host: to names of queues and exchanges, and to keys of
/// topic exchanges by the exchange's name. A topic exchange that is not named has no such limit.
public record Rights(@Nullable Permission permission, Map<ShortString, TopicPermission> topics)
        implements Judge {

    public static final Rights NONE = new Rights(null, Map.of());

    public Rights {
        topics = Map.copyOf(topics);
    }

    public static Rights of(Permission permission) {
        return new Rights(permission, Map.of());
    }

    @Override
    public Verdict judge(User user, String vhost, Question question) {
        return Verdict.of(
                switch (question) {
                    case Question.Entry _ -> permission != null;
                    case Question.OfResource(Right right, Resource resource) ->
                            has(right, resource.name());
                    case Question.Any(Resource resource) ->
                            has(Right.CONFIGURE, resource.name())
                                    || has(Right.WRITE, resource.name())
                                    || has(Right.READ, resource.name());
                    case Question.OfTopic(Right right, Resource exchange, ShortString key) -> {
                        TopicPermission topic = topics.get(exchange.name());
                        yield topic == null
                                || topic.may(
                                        right,
                                        key,
                                        Map.of("username", user.name(), "vhost", vhost));
                    }
                });
    }

    private boolean has(Right right, ShortString name) {
        return permission != null && permission.of(right).matches(name);
    }

    public boolean isNone() {
        return permission == null && topics.isEmpty();
    }

    public Rights with(@Nullable Permission changed) {
        return new Rights(changed, topics);
    }

    public Rights with(ShortString exchange, TopicPermission topic) {
        Map<ShortString, TopicPermission> changed = new HashMap<>(topics);
        changed.put(exchange, topic);
        return new Rights(permission, changed);
    }

    public Rights withoutTopic(ShortString exchange) {
        Map<ShortString, TopicPermission> changed = new HashMap<>(topics);
        changed.remove(exchange);
        return new Rights(permission, changed);
    }
}
