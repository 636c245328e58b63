package dev.warren.management.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.events.Event;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.management.BrokerRig;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyAuditTest {

    private final TopologyAudit audit = new TopologyAudit(new BrokerRig().broker.clock());

    private void happens(String by, TopologyEvent... changes) {
        happens(by, List.of(changes));
    }

    private void happens(String by, List<TopologyEvent> changes) {
        audit.on(new Event.TopologyChanged(new Applied(Topology.EMPTY, changes, by)));
    }

    private static TopologyEvent created(String exchange) {
        return new TopologyEvent.ExchangeCreated(
                "/",
                new ExchangeDefinition(
                        ShortString.of(exchange), "topic", true, false, false, FieldTable.EMPTY));
    }

    @Test
    void newestIsFirstWithWhoWantedIt() {
        happens("ann", created("a"));
        happens(
                "bob",
                new TopologyEvent.BindingCreated(
                        "/",
                        new Binding(
                                ShortString.of("a"),
                                new Destination.ToQueue(ShortString.of("q")),
                                ShortString.of("k"),
                                FieldTable.EMPTY)));

        assertThat(audit.entries())
                .extracting(TopologyAudit.Entry::user)
                .containsExactly("bob", "ann");
        assertThat(audit.entries().getFirst().what()).isEqualTo("binding.created");
        assertThat(audit.entries().getFirst().destination()).isEqualTo("q");
        assertThat(audit.entries().getFirst().routingKey()).isEqualTo("k");
    }

    @Test
    void whatIsNoExchangeQueueOrBindingIsLeftOut() {
        happens("ann", new TopologyEvent.VhostDeleted("v"));
        happens("ann");

        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void oldestGoes() {
        happens("ann", Collections.nCopies(TopologyAudit.ENTRIES_MAX * 2, created("many")));
        happens("bob", created("last"));

        assertThat(audit.entries()).hasSize(TopologyAudit.ENTRIES_MAX);
        assertThat(audit.entries().getFirst().name()).isEqualTo("last");
    }
}
