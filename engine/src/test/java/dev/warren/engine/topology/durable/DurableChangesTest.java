package dev.warren.engine.topology.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.TopologyReplay;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurableChangesTest {

    private static final TopologyCommand VHOST =
            new TopologyCommand.AddVhost(VirtualHostDefinition.of("/"));
    private static final User USER =
            new User(
                    "u", new PasswordHash(HashAlgorithm.SHA512, Bytes.of("saltandhash")), Set.of());

    private Topology topology = Topology.EMPTY;

    DurableChangesTest() {
        kept(VHOST);
    }

    private List<TopologyCommand> kept(TopologyCommand command) {
        Applied applied = TopologyMachine.apply(topology, command);
        topology = applied.topology();
        return DurableChanges.of(applied);
    }

    private static ShortString name(String text) {
        return ShortString.of(text);
    }

    private static TopologyCommand exchange(String name, boolean durable, boolean autoDelete) {
        return new TopologyCommand.DeclareExchange(
                "/",
                new ExchangeDefinition(
                        name(name), "direct", durable, autoDelete, false, FieldTable.EMPTY));
    }

    private static TopologyCommand queue(String name, boolean durable, boolean exclusive) {
        var options = new QueueOptions(durable, false, exclusive ? 7L : null, FieldTable.EMPTY);
        return new TopologyCommand.DeclareQueue("/", name(name), options, false);
    }

    private static TopologyCommand bind(String queue, String exchange) {
        return new TopologyCommand.BindQueue(
                "/", name(queue), name(exchange), name("k"), FieldTable.EMPTY, null);
    }

    private static TopologyCommand unbind(String queue, String exchange) {
        return new TopologyCommand.UnbindQueue(
                "/", name(queue), name(exchange), name("k"), FieldTable.EMPTY, null);
    }

    private TopologyCommand deleteQueue(String queue) {
        QueueDefinition known = topology.requireVhost("/").requireQueue(name(queue));
        return new TopologyCommand.DeleteQueue("/", name(queue), known.id());
    }

    private static TopologyCommand deleteExchange(String exchange) {
        return new TopologyCommand.DeleteExchange("/", name(exchange), false);
    }

    @Test
    void newVhostIsKeptWithoutTheExchangesItBegins() {
        var other = new TopologyCommand.AddVhost(VirtualHostDefinition.of("other"));

        assertThat(kept(other)).containsExactly(other);
    }

    @Test
    void usersAndPermissionsAreKept() {
        var add = new TopologyCommand.AddUser(USER);
        var set = new TopologyCommand.SetPermissions("/", "u", Permission.ALL);
        var clear = new TopologyCommand.ClearPermissions("/", "u");

        assertThat(kept(add)).containsExactly(add);
        assertThat(kept(set)).containsExactly(set);
        assertThat(kept(clear)).containsExactly(clear);
    }

    @Test
    void deletedUserTakesItsPermissionsAlong() {
        kept(new TopologyCommand.AddUser(USER));
        kept(new TopologyCommand.SetPermissions("/", "u", Permission.ALL));
        var delete = new TopologyCommand.DeleteUser("u");

        assertThat(kept(delete)).containsExactly(delete);
    }

    @Test
    void deletedVhostTakesAllInItAlong() {
        kept(exchange("x", true, false));
        kept(queue("q", true, false));
        kept(bind("q", "x"));
        var delete = new TopologyCommand.DeleteVhost("/");

        assertThat(kept(delete)).containsExactly(delete);
    }

    @Test
    void durableQueueIsKeptWithItsNumber() {
        List<TopologyCommand> kept = kept(queue("q", true, false));

        var known = topology.requireVhost("/").requireQueue(name("q"));
        assertThat(kept).containsExactly(new TopologyCommand.RestoreQueue(known));
    }

    @Test
    void volatileQueuesAndExchangesAreNot() {
        assertThat(kept(queue("transient", false, false))).isEmpty();
        assertThat(kept(queue("exclusive", true, true))).isEmpty();
        assertThat(kept(exchange("x", false, false))).isEmpty();
        assertThat(kept(deleteQueue("transient"))).isEmpty();
        assertThat(kept(deleteExchange("x"))).isEmpty();
    }

    @Test
    void bindingIsKeptWhenBothItsEndsAre() {
        kept(exchange("durable", true, false));
        kept(exchange("transient", false, false));
        kept(queue("q", true, false));
        kept(queue("t", false, false));

        assertThat(kept(bind("q", "durable"))).containsExactly(bind("q", "durable"));
        assertThat(kept(bind("t", "durable"))).isEmpty();
        assertThat(kept(bind("q", "transient"))).isEmpty();
        assertThat(kept(unbind("q", "durable"))).containsExactly(unbind("q", "durable"));
        assertThat(kept(unbind("t", "durable"))).isEmpty();
    }

    @Test
    void exchangeThatGoesWithItsLastBindingIsKeptAsGone() {
        kept(exchange("x", true, true));
        kept(queue("t", false, false));
        kept(bind("t", "x"));

        assertThat(kept(deleteQueue("t"))).containsExactly(deleteExchange("x"));
    }

    @Test
    void exchangeThatLosesItsLastDurableBindingOnlyStays() {
        kept(exchange("x", true, true));
        kept(queue("q", true, false));
        kept(queue("t", false, false));
        kept(bind("q", "x"));
        kept(bind("t", "x"));
        TopologyCommand delete = deleteQueue("q");

        assertThat(kept(delete)).containsExactly(delete);
    }

    @Test
    void nothingIsKeptOfWhatChangedNothing() {
        assertThat(kept(VHOST)).isEmpty();
    }

    @Test
    void exchangeThatThisVirtualHostAloneHasIsKeptWithItsBindings() {
        var definition =
                new ExchangeDefinition(
                        name("amq.rabbitmq.event"), "topic", true, false, true, FieldTable.EMPTY);
        kept(queue("q", true, false));

        List<TopologyCommand> events =
                kept(new TopologyCommand.PredeclareExchange("/", definition));
        List<TopologyCommand> binding = kept(bind("q", "amq.rabbitmq.event"));

        assertThat(events).containsExactly(new TopologyCommand.DeclareExchange("/", definition));
        assertThat(binding).containsExactly(bind("q", "amq.rabbitmq.event"));
        Topology replayed = Topology.EMPTY;
        TopologyCommand queue =
                new TopologyCommand.RestoreQueue(
                        topology.requireVhost("/").requireQueue(name("q")));
        for (TopologyCommand command :
                List.of(VHOST, queue, events.getFirst(), binding.getFirst())) {
            replayed = TopologyReplay.apply(replayed, command);
        }
        assertThat(replayed.requireVhost("/").requireExchange(definition.name()).bindings())
                .hasSize(1);
    }
}
