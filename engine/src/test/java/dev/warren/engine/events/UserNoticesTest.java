package dev.warren.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.TopologyEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserNoticesTest {

    private static final User USER =
            new User("u", PasswordHash.of("secret", new Random(1)), Set.of());

    @Test
    void usersComeAndGo() {
        assertThat(Told.of(new TopologyEvent.UserCreated(USER)))
                .containsExactly("user.created name=u");
        assertThat(Told.of(new TopologyEvent.UserDeleted(USER)))
                .containsExactly("user.deleted name=u");
    }

    @Test
    void whatANewUserHasIsTold() {
        User user =
                USER.withTags(new LinkedHashSet<>(List.of("b", "a")))
                        .with(new UserLimits(3, UserLimits.UNLIMITED));

        assertThat(Told.of(new TopologyEvent.UserCreated(user)))
                .containsExactly(
                        "user.created name=u",
                        "user.tags.set tags=[b, a] name=u",
                        "user.limits.set max-connections=3L username=u name=limits");
    }

    @Test
    void onlyThatAPasswordHasChangedIsTold() {
        User other = USER.with(PasswordHash.of("secret2", new Random(2)));
        User without = USER.with(PasswordHash.NONE);

        assertThat(Told.of(new TopologyEvent.UserChanged(USER, other)))
                .containsExactly("user.password.changed name=u");
        assertThat(Told.of(new TopologyEvent.UserChanged(USER, without)))
                .containsExactly("user.password.cleared name=u");
    }

    @Test
    void eachThingThatHasChangedIsTold() {
        User changed = USER.withTags(Set.of("management")).with(new UserLimits(3, 7));

        assertThat(Told.of(new TopologyEvent.UserChanged(USER, changed)))
                .containsExactly(
                        "user.tags.set tags=[management] name=u",
                        "user.limits.set max-connections=3L max-channels=7L username=u"
                                + " name=limits");
        assertThat(Told.of(new TopologyEvent.UserChanged(changed, USER)))
                .containsExactly(
                        "user.tags.set tags=[] name=u",
                        "user.limits.cleared username=u name=limits");
    }

    @Test
    void permissions() {
        assertThat(Told.of(new TopologyEvent.PermissionSet("/", "u", Permission.of("a", "b", "c"))))
                .containsExactly("permission.created read=c write=b configure=a vhost=/ user=u");
        assertThat(Told.of(new TopologyEvent.PermissionCleared("/", "u")))
                .containsExactly("permission.deleted vhost=/ user=u");
    }

    @Test
    void topicPermissions() {
        ShortString exchange = ShortString.of("amq.topic");

        assertThat(
                        Told.of(
                                new TopologyEvent.TopicPermissionSet(
                                        "/", "u", exchange, TopicPermission.of("w", "r"))))
                .containsExactly(
                        "topic.permission.created read=r write=w exchange=amq.topic vhost=/"
                                + " user=u");
        assertThat(Told.of(new TopologyEvent.TopicPermissionCleared("/", "u", exchange)))
                .containsExactly("topic.permission.deleted exchange=amq.topic vhost=/ user=u");
    }
}
