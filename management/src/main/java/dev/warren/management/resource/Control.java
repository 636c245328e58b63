package dev.warren.management.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.engine.memory.Shortage;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.resource.NodeControl.Bound;
import dev.warren.management.view.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the command line changes about the node while it runs. Only for who holds the node's local
/// token: an administrator far away has no business stopping the process.
public final class Control {

    private final NodeControl node;

    public Control(NodeControl node) {
        this.node = node;
    }

    /// What there is to change, as it is now.
    public Reply show(Request request) {
        List<String> alarms =
                Stream.of(Shortage.values())
                        .filter(request.broker().resourceAlarm()::isShort)
                        .map(Shortage::resource)
                        .filter(resource -> !resource.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        return Reply.ok(
                Json.object(
                        "running",
                        node.isRunning(),
                        "being_drained",
                        node.isDrained(),
                        "alarms",
                        alarms,
                        "channel_max",
                        node.channelMax(),
                        "loopback_users",
                        node.loopbackUsers().stream().sorted().toList(),
                        "memory_limit",
                        request.broker().resourceAlarm().limitBytes(),
                        "disk_free",
                        node.diskFreeBytes(),
                        "disk_free_limit",
                        node.diskFreeLimitBytes()));
    }

    /// Sets one key to the `value` of the body.
    public Reply set(Request request) {
        requireLocal(request);
        var body = request.json();
        body.require("value");
        JsonNode value = body.value("value");
        switch (request.path("key")) {
            case "alarm.memory" -> node.setAlarm("memory", value.asBoolean());
            case "alarm.disk" -> node.setAlarm("disk", value.asBoolean());
            case "channel_max" -> node.setChannelMax(channelMax(value));
            case "loopback_users" -> node.setLoopbackUsers(names(value));
            case "vm_memory_high_watermark" -> node.setMemoryLimit(bound(value));
            case "disk_free_limit" -> node.setDiskFreeLimit(bound(value));
            case "log_level" -> setLogLevel(value.asText());
            default -> throw ApiException.notFound();
        }
        return Reply.noContent();
    }

    private void setLogLevel(String level) {
        if (!node.setLogLevel(level)) {
            throw ApiException.badRequest("there is no log level " + level);
        }
    }

    private static int channelMax(JsonNode value) {
        if (!value.canConvertToInt() || value.asInt() < 0 || value.asInt() > 65_535) {
            throw ApiException.badRequest("channel_max is a number from 0 to 65535");
        }
        return value.asInt();
    }

    private static Set<String> names(JsonNode value) {
        List<String> names = new ArrayList<>();
        value.forEach(name -> names.add(name.asText()));
        return Set.copyOf(names);
    }

    private static Bound bound(JsonNode value) {
        double share = value.path("relative").asDouble(-1);
        long bytes = value.path("absolute").asLong(-1);
        if (share >= 0 && Double.isFinite(share)) {
            return new Bound.Share(share);
        }
        if (bytes >= 0) {
            return new Bound.Bytes(bytes);
        }
        throw ApiException.badRequest("a limit is relative or absolute, and not negative");
    }

    public Reply act(Request request) {
        requireLocal(request);
        try {
            act(request.path("action"));
        } catch (NodeControl.Refused e) {
            throw new ApiException(503, "unavailable", String.valueOf(e.getMessage()));
        }
        return Reply.noContent();
    }

    private void act(String action) {
        switch (action) {
            case "stop" -> node.stop();
            case "stop_app" -> node.stopApp();
            case "start_app" -> node.startApp();
            case "suspend_listeners" -> node.suspendListeners();
            case "resume_listeners" -> node.resumeListeners();
            case "drain" -> node.drain();
            case "revive" -> node.revive();
            case "clear_auth_backend_cache" -> node.forgetLogins();
            case "activate_free_disk_space_monitoring" -> node.watchDisk(true);
            case "deactivate_free_disk_space_monitoring" -> node.watchDisk(false);
            default -> throw ApiException.notFound();
        }
    }

    private static void requireLocal(Request request) {
        if (!request.caller().isLocal()) {
            throw ApiException.notAuthorised("Only the owner of the node may do this");
        }
    }
}
