package dev.warren.server.auth;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.Question;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.auth.Right;
import dev.warren.engine.auth.Verdict;
import dev.warren.server.config.ServerConfiguration.HttpPaths;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a web service what a user may do, with the form fields of RabbitMQ's
/// `rabbit_auth_backend_http`, in its order.
record HttpAuthorizer(HttpService service) implements Authorizer {

    private static final Logger log = LoggerFactory.getLogger("warren.user");

    @Override
    public CompletionStage<Verdict> ask(Asker asker, Question.Single question) {
        return service.ask(path(question), form(asker, question))
                .thenApply(answer ->
                        switch (answer) {
                            case HttpAnswer.Allow _ -> Verdict.ALLOWED;
                            case HttpAnswer.Deny _ -> Verdict.REFUSED;
                            case HttpAnswer.Failure failure -> failed(asker, question, failure);
                        });
    }

    private static Verdict failed(
            Asker asker, Question.Single question, HttpAnswer.Failure failure) {
        log.error(
                "the rights of user '{}' in vhost '{}' are not known ({}): {}",
                asker.user().name(),
                asker.vhost(),
                question,
                failure.reason());
        return new Verdict.Failed(
                "backend rabbit_auth_backend_http returned an error: " + failure.term());
    }

    private URI path(Question.Single question) {
        HttpPaths paths = service.configuration().paths();
        return switch (question) {
            case Question.Entry _ -> paths.vhost();
            case Question.OfResource _ -> paths.resource();
            case Question.OfTopic _ -> paths.topic();
        };
    }

    private static HttpForm form(Asker asker, Question.Single question) {
        HttpForm form =
                new HttpForm().add("username", asker.user().name()).add("vhost", asker.vhost());
        return switch (question) {
            case Question.Entry _ -> withTags(form.add("ip", asker.address()), asker);
            case Question.OfResource(Right right, Resource resource) ->
                    withResource(form, kind(resource), resource.name(), right, asker);
            case Question.OfTopic(Right right, Resource exchange, ShortString key) ->
                    withResource(form, "topic", exchange.name(), right, asker)
                            .add("routing_key", key)
                            .add("variable_map.username", asker.user().name())
                            .add("variable_map.vhost", asker.vhost());
        };
    }

    private static HttpForm withResource(
            HttpForm form, String kind, ShortString name, Right right, Asker asker) {
        return withTags(
                form.add("resource", kind).add("name", name).add("permission", right.word()),
                asker);
    }

    private static HttpForm withTags(HttpForm form, Asker asker) {
        return form.add(
                "tags", asker.user().tags().stream().sorted().collect(Collectors.joining(" ")));
    }

    private static String kind(Resource resource) {
        return switch (resource) {
            case Resource.Queue _ -> "queue";
            case Resource.Exchange _ -> "exchange";
        };
    }
}
