package dev.warren.management.own;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.own.JobOrder.Action;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deletes, moves, copies and retries messages of a queue, those that are named or all that fit, as
/// jobs that can be watched and cancelled. What is sent on may be changed before.
public final class MessageJobs {

    /// So many messages can be named at once.
    static final int IDS_MAX = 10_000;

    private static final int ACCEPTED = 202;

    private final Jobs jobs;

    public MessageJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    public Reply begin(Request request) {
        Queue queue = OwnQueue.readable(request);
        JsonBody body = request.json();
        Action action = action(body);
        if (queue.isStream() && action != Action.COPY) {
            throw ApiException.badRequest("nothing can be taken out of a stream");
        }
        JsonBody filter = body.inside("filter");
        JobOrder order =
                new JobOrder(
                        action,
                        queue,
                        MessageFilter.of(field -> scalarOrNull(filter.value(field))),
                        idsOrNull(body),
                        editedOrNull(request, body, destinationOrNull(request, body, action)),
                        request.caller().name());
        return new Reply(ACCEPTED, jobs.begin(order).view(), Map.of());
    }

    private static @Nullable String scalarOrNull(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    private static Action action(JsonBody body) {
        String word = body.text("action");
        return switch (word) {
            case "delete" -> Action.DELETE;
            case "move" -> Action.MOVE;
            case "copy" -> Action.COPY;
            case "retry" -> Action.RETRY;
            default -> throw ApiException.badTerm("unknown", word);
        };
    }

    private static @Nullable Set<Long> idsOrNull(JsonBody body) {
        if (!body.has("ids")) {
            return null;
        }
        JsonNode given = body.value("ids");
        if (!given.isArray() || given.isEmpty() || given.size() > IDS_MAX) {
            throw ApiException.badRequest("ids should be a list of 1 to " + IDS_MAX + " numbers");
        }
        Set<Long> ids = new HashSet<>();
        for (JsonNode id : given) {
            if (!id.canConvertToLong() || !id.isIntegralNumber()) {
                throw ApiException.badTerm("not_int", "ids");
            }
            ids.add(id.longValue());
        }
        return ids;
    }

    /// Messages are changed on their way if the body says how.
    private static @Nullable Destination editedOrNull(
            Request request, JsonBody body, @Nullable Destination destination) {
        if (!body.has("edit")) {
            return destination;
        }
        if (destination == null) {
            throw ApiException.badRequest("what is deleted cannot be edited");
        }
        Caller caller = request.caller();
        String vhost = request.path("vhost");
        return new Destination.Edited(
                destination,
                caller.asking(() -> Edit.of(body.inside("edit"), caller.access(vhost))));
    }

    private static @Nullable Destination destinationOrNull(
            Request request, JsonBody body, Action action) {
        VirtualHost vhost = request.vhost();
        return switch (action) {
            case DELETE -> null;
            case RETRY -> {
                requireWrite(request.caller(), vhost, ShortString.EMPTY, null);
                yield new Destination.ToOrigin();
            }
            case MOVE, COPY -> {
                JsonBody to = body.inside("to");
                to.require("exchange");
                ShortString exchange = to.shortText("exchange");
                ShortString key = to.shortTextOrNull("routing_key");
                requireWrite(request.caller(), vhost, exchange, key);
                yield new Destination.ToExchange(exchange, key);
            }
        };
    }

    private static void requireWrite(
            Caller caller, VirtualHost vhost, ShortString name, @Nullable ShortString key) {
        Exchange exchange = vhost.requirePublishable(name);
        caller.asking(() -> {
            Access access = caller.access(vhost.name());
            Resource resource = Resource.exchange(vhost.name(), name);
            access.requireWrite(resource);
            if (key != null && exchange.isTopic()) {
                access.requireTopicWrite(resource, key);
            }
            return resource;
        });
    }

    // --- those that run ------------------------------------------------------------------------

    /// One's own; all for an administrator.
    public Reply list(Request request) {
        return Listing.of(
                request,
                jobs.all().filter(job -> isSeen(request, job)),
                job -> job.order().action().name().toLowerCase(Locale.ROOT),
                Job::view);
    }

    private static boolean isSeen(Request request, Job job) {
        return request.caller().isAdministrator()
                || job.order().user().equals(request.caller().name());
    }

    public Reply get(Request request) {
        return Listing.one(request, require(request).view());
    }

    private Job require(Request request) {
        Job job;
        try {
            job = jobs.byIdOrNull(Long.parseLong(request.path("job")));
        } catch (NumberFormatException e) {
            throw ApiException.notFound();
        }
        if (job == null || !isSeen(request, job)) {
            throw ApiException.notFound();
        }
        return job;
    }

    public Reply cancel(Request request) {
        require(request).cancel();
        return Reply.noContent();
    }
}
