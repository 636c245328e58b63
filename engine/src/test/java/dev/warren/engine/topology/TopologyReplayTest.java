package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Destination;
import org.junit.jupiter.api.Test;

class TopologyReplayTest {

    private static final ShortString X = ShortString.of("x");
    private static final ShortString Q = ShortString.of("q");

    private Topology topology = Topology.EMPTY;

    TopologyReplayTest() {
        replay(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
    }

    private void replay(TopologyCommand command) {
        topology = TopologyReplay.apply(topology, command);
    }

    private void declareAutoDelete(String type) {
        var definition = World.exchangeOf("x", type, true, true, false, FieldTable.EMPTY);
        replay(new TopologyCommand.DeclareExchange("/", definition));
    }

    private void restoreQueue(long id) {
        var options = new QueueOptions(true, false, null, FieldTable.EMPTY);
        replay(new TopologyCommand.RestoreQueue(new QueueDefinition(id, "/", Q, options)));
    }

    private void bind() {
        replay(new TopologyCommand.BindQueue("/", Q, X, Q, FieldTable.EMPTY, null));
    }

    private VirtualHost vhost() {
        return topology.requireVhost("/");
    }

    @Test
    void autoDeleteExchangeStaysWithoutItsLastBinding() {
        declareAutoDelete("direct");
        restoreQueue(1);
        bind();

        replay(new TopologyCommand.UnbindQueue("/", Q, X, Q, FieldTable.EMPTY, null));

        assertThat(vhost().requireExchange(X).bindings()).isEmpty();
    }

    @Test
    void queueTakesItsBindingsAlongAndNothingElse() {
        declareAutoDelete("direct");
        restoreQueue(1);
        bind();

        replay(new TopologyCommand.DeleteQueue("/", Q, 1));

        assertThat(vhost().queueOrNull(Q)).isNull();
        assertThat(vhost().requireExchange(X).bindings()).isEmpty();
        assertThat(vhost().bindingsTo(new Destination.ToQueue(Q))).isEmpty();
    }

    @Test
    void exchangeThatIsDeclaredAgainBeginsWithoutBindings() {
        declareAutoDelete("direct");
        restoreQueue(1);
        bind();

        declareAutoDelete("fanout");

        assertThat(vhost().requireExchange(X).definition().type()).isEqualTo("fanout");
        assertThat(vhost().bindingsTo(new Destination.ToQueue(Q))).isEmpty();
    }

    @Test
    void laterIncarnationOfAQueueReplacesTheEarlier() {
        restoreQueue(1);

        restoreQueue(8);

        assertThat(vhost().requireQueue(Q).id()).isEqualTo(8);
        assertThat(topology.queueNumbers().nextDurable()).isEqualTo(9);
    }

    @Test
    void deletionOfAnEarlierIncarnationDeletesTheName() {
        restoreQueue(8);

        replay(new TopologyCommand.DeleteQueue("/", Q, 1));

        assertThat(vhost().queueOrNull(Q)).isNull();
    }

    @Test
    void bindingWithoutBothItsEndsIsPassedOver() {
        restoreQueue(1);

        bind();

        assertThat(vhost().bindingsTo(new Destination.ToQueue(Q))).isEmpty();
    }

    @Test
    void whatBelongsToAMissingVhostIsPassedOver() {
        replay(new TopologyCommand.DeleteVhost("/"));

        declareAutoDelete("direct");
        restoreQueue(4);
        bind();

        assertThat(topology.vhosts()).isEmpty();
        assertThat(topology.queueNumbers().nextDurable()).isEqualTo(5);
    }
}
