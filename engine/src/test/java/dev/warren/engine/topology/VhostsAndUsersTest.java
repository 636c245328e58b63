package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VhostsAndUsersTest {

    private static final User ALICE = new User("alice", PasswordHash.NONE, Set.of());

    private final World world = new World();

    private static TopologyCommand.SetPermissions allTo(String user, String vhost) {
        return new TopologyCommand.SetPermissions(vhost, user, Permission.ALL);
    }

    @Test
    void vhostBeginsWithItsExchanges() {
        assertThat(world.vhost().exchanges().values())
                .extracting(x -> x.name() + ":" + x.definition().type())
                .containsExactlyInAnyOrder(
                        ":direct",
                        "amq.direct:direct",
                        "amq.fanout:fanout",
                        "amq.topic:topic",
                        "amq.headers:headers",
                        "amq.match:headers",
                        "amq.rabbitmq.trace:topic");
        assertThat(world.exchange("amq.rabbitmq.trace").definition().internal()).isTrue();
        assertThat(world.exchange("").isDefault()).isTrue();
    }

    @Test
    void knownVhostOnlyChangesItsDescription() {
        var described = new VirtualHostDefinition("/", "home", List.of("tag"), "classic");
        world.declareQueue("q");

        assertThat(world.apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/"))))
                .isEmpty();
        assertThat(world.apply(new TopologyCommand.AddVhost(described)))
                .containsExactly(new TopologyEvent.VhostChanged(described));
        assertThat(world.hasQueue("q")).isTrue();
    }

    @Test
    void vhostGoesWithAllThatIsInIt() {
        world.apply(new TopologyCommand.AddUser(ALICE));
        world.apply(allTo("alice", "/"));
        world.declareQueue("q");
        world.bind("q", "amq.direct", "k");
        QueueDefinition queue = world.queue("q");

        var events = world.apply(new TopologyCommand.DeleteVhost("/"));

        assertThat(world.topology().vhosts()).isEmpty();
        assertThat(events)
                .contains(
                        new TopologyEvent.QueueDeleted(queue),
                        new TopologyEvent.PermissionCleared("/", "alice"))
                .hasSize(1 + 1 + 7 + 1 + 1)
                .last()
                .isEqualTo(new TopologyEvent.VhostDeleted("/"));
    }

    @Test
    void missingVhostIsNoErrorToDelete() {
        assertThat(world.apply(new TopologyCommand.DeleteVhost("nov"))).isEmpty();
    }

    @Test
    void userIsCreatedAndReplaced() {
        User admin = new User("alice", PasswordHash.NONE, Set.of("administrator"));

        assertThat(world.apply(new TopologyCommand.AddUser(ALICE)))
                .containsExactly(new TopologyEvent.UserCreated(ALICE));
        assertThat(world.apply(new TopologyCommand.AddUser(ALICE))).isEmpty();
        assertThat(world.apply(new TopologyCommand.AddUser(admin)))
                .containsExactly(new TopologyEvent.UserChanged(ALICE, admin));
        assertThat(world.topology().userOrNull("alice")).isEqualTo(admin);
    }

    @Test
    void userGoesWithItsPermissions() {
        world.apply(new TopologyCommand.AddUser(ALICE));
        world.apply(allTo("alice", "/"));

        var events = world.apply(new TopologyCommand.DeleteUser("alice"));

        assertThat(world.vhost().permissionOrNull("alice")).isNull();
        assertThat(events)
                .containsExactly(
                        new TopologyEvent.PermissionCleared("/", "alice"),
                        new TopologyEvent.UserDeleted(ALICE));
        assertThat(world.apply(new TopologyCommand.DeleteUser("alice"))).isEmpty();
    }

    @Test
    void permissionsAreSetAndCleared() {
        world.apply(new TopologyCommand.AddUser(ALICE));

        assertThat(world.apply(allTo("alice", "/"))).hasSize(1);
        assertThat(world.apply(allTo("alice", "/"))).isEmpty();
        assertThat(world.vhost().rights("alice").permission()).isEqualTo(Permission.ALL);
        assertThat(world.apply(new TopologyCommand.ClearPermissions("/", "alice"))).hasSize(1);
        assertThat(world.vhost().rights("alice").permission()).isNull();
    }

    @Test
    void permissionsNeedUserAndVhost() {
        assertRefused(() -> world.apply(allTo("bob", "/")), 404, "no user 'bob'");
        assertRefused(() -> world.apply(allTo("bob", "nov")), 530, "vhost nov not found");
    }

    @Test
    void partsOfAUserChangeWithoutTheOthers() {
        world.apply(new TopologyCommand.AddUser(ALICE));
        PasswordHash other = PasswordHash.of("other", new Random(1));

        world.apply(new TopologyCommand.ChangePassword("alice", other));
        world.apply(new TopologyCommand.SetTags("alice", Set.of("monitoring")));
        world.apply(new TopologyCommand.SetUserLimits("alice", new UserLimits(1, 2)));

        assertThat(world.topology().userOrNull("alice"))
                .isEqualTo(new User("alice", other, Set.of("monitoring"), new UserLimits(1, 2)));
        assertRefused(
                () -> world.apply(new TopologyCommand.SetTags("bob", Set.of())),
                404,
                "no user 'bob'");
    }

    @Test
    void topicPermissionsAreSetAndCleared() {
        world.apply(new TopologyCommand.AddUser(ALICE));
        var topic = TopicPermission.of("a", "b");
        var x = ShortString.of("x");
        var y = ShortString.of("y");

        assertThat(world.apply(new TopologyCommand.SetTopicPermission("/", "alice", x, topic)))
                .containsExactly(new TopologyEvent.TopicPermissionSet("/", "alice", x, topic));
        assertThat(world.apply(new TopologyCommand.SetTopicPermission("/", "alice", x, topic)))
                .isEmpty();
        world.apply(new TopologyCommand.SetTopicPermission("/", "alice", y, topic));
        assertThat(world.apply(new TopologyCommand.ClearTopicPermissions("/", "alice", x)))
                .containsExactly(new TopologyEvent.TopicPermissionCleared("/", "alice", x));
        assertThat(world.vhost().rights("alice").topics()).containsOnlyKeys(y);
        assertThat(world.apply(new TopologyCommand.ClearTopicPermissions("/", "alice", null)))
                .hasSize(1);
        assertThat(world.vhost().permissions()).isEmpty();
    }

    @Test
    void topicPermissionsGoWithTheUser() {
        world.apply(new TopologyCommand.AddUser(ALICE));
        var x = ShortString.of("x");
        world.apply(
                new TopologyCommand.SetTopicPermission(
                        "/", "alice", x, TopicPermission.of("a", "b")));

        assertThat(world.apply(new TopologyCommand.DeleteUser("alice")))
                .containsExactly(
                        new TopologyEvent.TopicPermissionCleared("/", "alice", x),
                        new TopologyEvent.UserDeleted(ALICE));
    }

    @Test
    void protectedVhostStaysUntilItNoLongerIs() {
        world.apply(
                new TopologyCommand.AddVhost(
                        new VirtualHostDefinition("/", "", List.of(), null, true)));

        assertRefused(
                () -> world.apply(new TopologyCommand.DeleteVhost("/")),
                406,
                "vhost '/' is protected from deletion");

        world.apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        assertThat(world.apply(new TopologyCommand.DeleteVhost("/"))).isNotEmpty();
    }
}
