package dev.warren.management.resource;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.TopologyView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// What users may do with queues and exchanges, and with the keys of topic exchanges.
public final class Permissions {

    private record Granted(String user, String vhost, Permission permission) {}

    private record Topic(String user, String vhost, String exchange, TopicPermission permission) {}

    /// All, those in the virtual host of the path, or those of the user of the path.
    public Reply list(Request request) {
        return Listing.of(
                request,
                rights(request).flatMap(Permissions::granted),
                Granted::user,
                granted ->
                        TopologyView.permission(
                                granted.user(), granted.vhost(), granted.permission()));
    }

    public Reply listTopics(Request request) {
        return Listing.of(
                request,
                rights(request).flatMap(Permissions::topics),
                Topic::user,
                topic ->
                        TopologyView.topicPermission(
                                topic.user(), topic.vhost(), topic.exchange(), topic.permission()));
    }

    private record InVhost(String vhost, String user, Rights rights) {}

    private static Stream<InVhost> rights(Request request) {
        if (request.path().containsKey("user")) {
            Users.require(request);
        }
        String user = request.path().get("user");
        Stream<VirtualHost> vhosts =
                request.path().containsKey("vhost")
                        ? Stream.of(request.vhost())
                        : request.broker().topology().vhosts().values().stream();
        return vhosts.flatMap(vhost ->
                        vhost.permissions().entrySet().stream()
                                .filter(e -> user == null || e.getKey().equals(user))
                                .map(e -> new InVhost(vhost.name(), e.getKey(), e.getValue())))
                .sorted(Comparator.comparing(InVhost::user).thenComparing(InVhost::vhost));
    }

    private static Stream<Granted> granted(InVhost found) {
        Permission permission = found.rights().permission();
        return permission == null
                ? Stream.empty()
                : Stream.of(new Granted(found.user(), found.vhost(), permission));
    }

    private static Stream<Topic> topics(InVhost found) {
        return found.rights().topics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e ->
                        new Topic(
                                found.user(), found.vhost(), e.getKey().toString(), e.getValue()));
    }

    public Reply get(Request request) {
        VirtualHost vhost = request.vhost();
        String user = Users.require(request).name();
        Permission permission = vhost.permissionOrNull(user);
        if (permission == null) {
            throw ApiException.notFound();
        }
        return Listing.one(request, TopologyView.permission(user, vhost.name(), permission));
    }

    public Reply getTopics(Request request) {
        request.vhost();
        Reply reply = listTopics(request);
        if (reply.body() instanceof List<?> list && list.isEmpty()) {
            throw ApiException.notFound();
        }
        return reply;
    }

    public Reply put(Request request) {
        JsonBody body = request.json();
        body.require("configure", "write", "read");
        VirtualHost vhost = requireBoth(request);
        String user = request.path("user");
        Permission permission =
                pattern(() ->
                        Permission.of(
                                body.text("configure"), body.text("write"), body.text("read")));
        submit(request, new TopologyCommand.SetPermissions(vhost.name(), user, permission));
        return Reply.put(vhost.permissionOrNull(user) == null);
    }

    public Reply putTopic(Request request) {
        JsonBody body = request.json();
        body.require("exchange", "write", "read");
        VirtualHost vhost = requireBoth(request);
        String user = request.path("user");
        TopicPermission permission =
                pattern(() -> TopicPermission.of(body.text("write"), body.text("read")));
        ShortString exchange = exchange(body.text("exchange"));
        submit(
                request,
                new TopologyCommand.SetTopicPermission(vhost.name(), user, exchange, permission));
        return Reply.put(!vhost.rights(user).topics().containsKey(exchange));
    }

    private static ShortString exchange(String name) {
        try {
            return ShortString.of(name);
        } catch (IllegalArgumentException tooLong) {
            throw ApiException.badRequest("exchange is longer than 255 bytes");
        }
    }

    private static VirtualHost requireBoth(Request request) {
        VirtualHost vhost = request.broker().topology().vhostOrNull(request.path("vhost"));
        boolean isUser = request.broker().topology().userOrNull(request.path("user")) != null;
        if (vhost == null || !isUser) {
            throw ApiException.badRequest("vhost_or_user_not_found");
        }
        return vhost;
    }

    private static <T> T pattern(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PatternSyntaxException e) {
            throw ApiException.badTerm("invalid_regexp", e.getPattern());
        }
    }

    public Reply delete(Request request) {
        VirtualHost vhost = request.vhost();
        String user = Users.require(request).name();
        if (vhost.permissionOrNull(user) == null) {
            throw ApiException.notFound();
        }
        submit(request, new TopologyCommand.ClearPermissions(vhost.name(), user));
        return Reply.noContent();
    }

    /// Those of one exchange, if the path names one, or all.
    public Reply deleteTopics(Request request) {
        VirtualHost vhost = request.vhost();
        String user = Users.require(request).name();
        ShortString exchange =
                request.path().containsKey("exchange") ? request.name("exchange") : null;
        Map<ShortString, TopicPermission> known = vhost.rights(user).topics();
        if (exchange == null ? known.isEmpty() : !known.containsKey(exchange)) {
            throw ApiException.notFound();
        }
        submit(request, new TopologyCommand.ClearTopicPermissions(vhost.name(), user, exchange));
        return Reply.noContent();
    }

    private static void submit(Request request, TopologyCommand command) {
        Waits.on(request.broker().metadata().submit(command, request.caller().name()));
    }
}
