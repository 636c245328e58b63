package dev.warren.engine.auth;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import java.util.function.Supplier;

/// What one user may do in one virtual host: the question every protocol asks before it acts.
///
/// A value of the moment: it is taken from a topology snapshot and taken again when the snapshot
/// has changed. Where rights have to be asked for elsewhere, each method here may throw
/// [RightsPending].
public record Access(User user, String vhost, Judge rights) {

    /// The name by which permissions know the exchange that has none.
    private static final ShortString DEFAULT_EXCHANGE = ShortString.of("amq.default");

    /// Whether somebody else than the broker knows the rights. They may change without a new
    /// snapshot.
    public boolean isAsked() {
        return rights instanceof AskedRights;
    }

    /// Refuses with 530 a user who has no permission of any kind here.
    public void requireVhost() {
        require(
                new Question.Entry(),
                ReplyCode.NOT_ALLOWED,
                () -> "access to vhost '" + vhost + "' refused for user '" + user.name() + "'");
    }

    /// May it declare and delete the resource? 403 when not.
    public void requireConfigure(Resource resource) {
        require(Right.CONFIGURE, resource);
    }

    /// May it put messages, or bindings, into the resource? 403 when not.
    public void requireWrite(Resource resource) {
        require(Right.WRITE, resource);
    }

    /// May it take messages out of the resource? 403 when not.
    public void requireRead(Resource resource) {
        require(Right.READ, resource);
    }

    /// A passive declare needs any one of the three rights (RabbitMQ 4.3.1); 403 when it has none.
    public void requireAny(Resource resource) {
        Resource named = named(resource);
        requireOf(new Question.Any(named), Right.CONFIGURE, named);
    }

    /// May it publish to this topic exchange with this key? 403 when not.
    public void requireTopicWrite(Resource exchange, ShortString key) {
        requireTopic(Right.WRITE, exchange, key);
    }

    /// May it bind to this topic exchange with this key? 403 when not.
    public void requireTopicRead(Resource exchange, ShortString key) {
        requireTopic(Right.READ, exchange, key);
    }

    private void requireTopic(Right right, Resource exchange, ShortString key) {
        require(
                new Question.OfTopic(right, exchange, key),
                ReplyCode.ACCESS_REFUSED,
                () ->
                        "access to topic '%s' in %s refused for user '%s'"
                                .formatted(key, exchange, user.name()));
    }

    private void require(Right right, Resource resource) {
        Resource named = named(resource);
        requireOf(new Question.OfResource(right, named), right, named);
    }

    private void requireOf(Question question, Right right, Resource named) {
        require(
                question,
                ReplyCode.ACCESS_REFUSED,
                () ->
                        "%s access to %s refused for user '%s'"
                                .formatted(right.word(), named, user.name()));
    }

    private void require(Question question, ReplyCode code, Supplier<String> refusal) {
        switch (rights.judge(user, vhost, question)) {
            case Verdict.Allowed _ -> {}
            case Verdict.Refused _ -> throw new AmqpException(code, refusal.get());
            case Verdict.Failed(String text) ->
                    throw new AmqpException(code, refusal.get() + ", " + text);
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
}
