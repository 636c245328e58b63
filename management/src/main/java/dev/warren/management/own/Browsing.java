package dev.warren.management.own;

import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.SeenMessage;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.Json;
import dev.warren.management.view.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at the messages of a queue without taking them: page by page, all or those that fit.
public final class Browsing {

    /// How many messages a page has unless it is said.
    static final int PAGE_SIZE = 50;

    static final int PAGE_SIZE_MAX = 500;

    /// So many messages one request looks at, fitting or not; the next one goes on behind them.
    static final int SCANNED_MAX = 10_000;

    /// When the shown bodies have so many bytes together, the page ends.
    static final long SHOWN_BYTES_MAX = 10_000_000;

    /// How much of a body is shown unless it is said.
    private static final int SHOWN_BYTES = 10_000;

    /// Answers `items`, how many messages were `scanned`, and in `next` where to go on: null when
    /// that is all.
    public Reply browse(Request request) {
        Queue queue = OwnQueue.readable(request);
        MessageFilter filter = MessageFilter.of(request::query);
        int limit = (int) number(request, "limit", PAGE_SIZE, 1, PAGE_SIZE_MAX);
        int shownMax = (int) number(request, "truncate", SHOWN_BYTES, 0, Integer.MAX_VALUE);
        long at = number(request, "from", 0, 0, Long.MAX_VALUE);
        boolean isText = !"base64".equals(request.query("encoding"));
        String state = request.query("state");
        boolean withReady = !"unacked".equals(state);
        boolean withUnacked = !"ready".equals(state);
        List<Map<String, Object>> items = new ArrayList<>();
        int scanned = 0;
        long bytes = 0;
        while (at >= 0
                && items.size() < limit
                && scanned < SCANNED_MAX
                && bytes < SHOWN_BYTES_MAX) {
            Look look = new Look(at, withReady, withUnacked, PAGE_SIZE_MAX, Look.BYTES_MAX);
            Seen seen = Waits.on(queue.browse(look));
            at = seen.nextSequence();
            for (SeenMessage message : seen.messages()) {
                if (items.size() == limit || bytes >= SHOWN_BYTES_MAX) {
                    at = message.sequence();
                    break;
                }
                scanned++;
                if (filter.fits(message.message())) {
                    items.add(view(message, isText, shownMax));
                    bytes += Math.min(shownMax, message.message().bodyLength());
                }
            }
        }
        return Reply.ok(
                Json.object("items", items, "scanned", scanned, "next", at < 0 ? null : at));
    }

    static long number(Request request, String name, long otherwise, long least, long most) {
        String text = request.query(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiException.badTerm("not_int", name);
        }
        throw ApiException.badRequest(name + " should be from " + least + " to " + most);
    }

    private static Map<String, Object> view(SeenMessage seen, boolean isText, int shownMax) {
        Map<String, Object> view =
                Json.object(
                        "id",
                        seen.sequence(),
                        "state",
                        seen.isUnacked() ? "unacked" : "ready",
                        "redelivered",
                        seen.isRedelivered(),
                        "priority",
                        seen.priority(),
                        "expires_at",
                        seen.expiresAtMillis());
        MessageView.putContent(view, seen.message(), isText, shownMax);
        return view;
    }
}
