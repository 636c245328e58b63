package dev.warren.management.own;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.Json;
import dev.warren.management.view.MessageView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages that wait at an exchange that delays: how many, which ones, and to cancel one.
public final class Delayed {

    private static final int PAGE_SIZE = 50;
    private static final int SHOWN_BYTES = 10_000;

    /// In the order in which they become due. `from` is the time at which to begin, in milliseconds
    /// of the wall clock, or what `next` of an answer was: where to go on, null when that is all.
    /// `duplicates` is how many the exchange did not take since the start, because they had come
    /// before.
    public Reply list(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString exchange = exchange(request, vhost);
        int limit = (int) Browsing.number(request, "limit", PAGE_SIZE, 1, Waiting.PAGE_MAX);
        var delayed = request.broker().delayed();
        Waiting.Summary summary = Waits.on(delayed.summary(vhost.name(), exchange));
        Waiting.Page page = Waits.on(delayed.list(vhost.name(), exchange, place(request), limit));
        return Reply.ok(
                Json.object(
                        "count",
                        summary.count(),
                        "next_due_at",
                        summary.nextMillis(),
                        "duplicates",
                        delayed.duplicates(vhost.name(), exchange),
                        "items",
                        page.entries().stream().map(Delayed::view).toList(),
                        "next",
                        text(page.next())));
    }

    private static Map<String, Object> view(Waiting.Entry entry) {
        Map<String, Object> view =
                Json.object("id", entry.place().id(), "due_at", entry.place().untilMillis());
        MessageView.putContent(view, entry.message(), true, SHOWN_BYTES);
        return view;
    }

    private static @Nullable String text(Waiting.@Nullable Place place) {
        return place == null ? null : place.untilMillis() + "." + place.id();
    }

    private static Waiting.Place place(Request request) {
        String from = request.query("from");
        if (from == null || from.isEmpty()) {
            return Waiting.Place.FIRST;
        }
        int dot = from.indexOf('.');
        try {
            return dot < 0
                    ? Waiting.Place.at(Long.parseLong(from))
                    : new Waiting.Place(
                            Long.parseLong(from.substring(0, dot)),
                            Long.parseLong(from.substring(dot + 1)));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("from should be a time, or what next was");
        }
    }

    /// Who may declare the exchange may look at what waits there, and cancel it.
    private static ShortString exchange(Request request, VirtualHost vhost) {
        ShortString name = request.name("exchange");
        if (vhost.exchangeOrNull(name) == null) {
            throw ApiException.notFound();
        }
        Caller caller = request.caller();
        caller.asking(() -> {
            caller.access(vhost.name()).requireConfigure(Resource.exchange(vhost.name(), name));
            return name;
        });
        return name;
    }

    public Reply cancel(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString exchange = exchange(request, vhost);
        long id;
        try {
            id = Long.parseLong(request.path("id"));
        } catch (NumberFormatException e) {
            throw ApiException.notFound();
        }
        if (!Waits.on(request.broker().delayed().cancel(vhost.name(), exchange, id))) {
            throw ApiException.notFound();
        }
        return Reply.noContent();
    }
}
