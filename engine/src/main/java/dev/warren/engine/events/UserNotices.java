package dev.warren.engine.events;

import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.TopologyEvent;
import java.util.ArrayList;
import java.util.List;

/// What is told of users and their rights. Never a password, nor what is kept of one. Pure.
final class UserNotices {

    private UserNotices() {}

    static List<Notice> created(User user, String by) {
        List<Notice> notices = new ArrayList<>();
        notices.add(named("user.created", user, by));
        if (!user.tags().isEmpty()) {
            notices.add(tags(user, by));
        }
        if (!user.limits().isNone()) {
            notices.add(limits(user, by));
        }
        return notices;
    }

    /// One command may change several things: each is told.
    static List<Notice> changed(User before, User now, String by) {
        List<Notice> notices = new ArrayList<>();
        if (!before.passwordHash().equals(now.passwordHash())) {
            boolean isGone = now.passwordHash().equals(PasswordHash.NONE);
            notices.add(named(isGone ? "user.password.cleared" : "user.password.changed", now, by));
        }
        if (!before.tags().equals(now.tags())) {
            notices.add(tags(now, by));
        }
        if (!before.limits().equals(now.limits())) {
            notices.add(limits(now, by));
        }
        return notices;
    }

    static Notice deleted(User user, String by) {
        return named("user.deleted", user, by);
    }

    static Notice set(TopologyEvent.PermissionSet set, String by) {
        return NoticeText.by(by)
                .with("read", set.permission().read().text())
                .with("write", set.permission().write().text())
                .with("configure", set.permission().configure().text())
                .with("vhost", set.vhost())
                .with("user", set.user())
                .named("permission.created");
    }

    static Notice permissionCleared(String vhost, String user, String by) {
        return NoticeText.by(by)
                .with("vhost", vhost)
                .with("user", user)
                .named("permission.deleted");
    }

    static Notice set(TopologyEvent.TopicPermissionSet set, String by) {
        return NoticeText.by(by)
                .with("read", set.permission().read().text())
                .with("write", set.permission().write().text())
                .with("exchange", set.exchange())
                .with("vhost", set.vhost())
                .with("user", set.user())
                .named("topic.permission.created");
    }

    static Notice cleared(TopologyEvent.TopicPermissionCleared cleared, String by) {
        return NoticeText.by(by)
                .with("exchange", cleared.exchange())
                .with("vhost", cleared.vhost())
                .with("user", cleared.user())
                .named("topic.permission.deleted");
    }

    private static Notice named(String event, User user, String by) {
        return NoticeText.by(by).with("name", user.name()).named(event);
    }

    private static Notice tags(User user, String by) {
        return NoticeText.by(by)
                .with("tags", List.copyOf(user.tags()))
                .with("name", user.name())
                .named("user.tags.set");
    }

    private static Notice limits(User user, String by) {
        NoticeText text = new NoticeText();
        UserLimits limits = user.limits();
        if (limits.connectionsMax() != UserLimits.UNLIMITED) {
            text.with("max-connections", limits.connectionsMax());
        }
        if (limits.channelsMax() != UserLimits.UNLIMITED) {
            text.with("max-channels", limits.channelsMax());
        }
        return text.with("username", user.name())
                .with("user_who_performed_action", by)
                .with("name", "limits")
                .named(limits.isNone() ? "user.limits.cleared" : "user.limits.set");
    }
}
