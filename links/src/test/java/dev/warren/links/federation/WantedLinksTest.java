package dev.warren.links.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.links.federation.LinkKey.Kind;
import dev.warren.links.parameter.AckMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WantedLinksTest {

    private Topology topology = Topology.EMPTY;

    WantedLinksTest() {
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        exchange("fed.x", false);
        exchange("fed.internal", true);
        exchange("plain", false);
        queue("fed.q");
    }

    private void apply(TopologyCommand command) {
        topology = TopologyMachine.apply(topology, command).topology();
    }

    private void exchange(String name, boolean isInternal) {
        apply(
                new TopologyCommand.DeclareExchange(
                        "/",
                        new ExchangeDefinition(
                                ShortString.of(name),
                                "topic",
                                true,
                                false,
                                isInternal,
                                FieldTable.EMPTY)));
    }

    private void queue(String name) {
        apply(
                new TopologyCommand.DeclareQueue(
                        "/",
                        ShortString.of(name),
                        new QueueOptions(true, false, null, FieldTable.EMPTY),
                        false));
    }

    private void parameter(String component, String name, FieldValue value) {
        apply(new TopologyCommand.SetParameter("/", new ParameterName(component, name), value));
    }

    private void upstream(String name) {
        parameter(
                "federation-upstream",
                name,
                new Table(
                        FieldTable.EMPTY
                                .with("uri", "amqp://" + name)
                                .with("prefetch-count", new Int64(7))));
    }

    private void policy(String key, String value) {
        apply(
                new TopologyCommand.SetPolicy(
                        "/",
                        PolicyKind.USER,
                        new Policy("fed", "^fed\\.", FieldTable.EMPTY.with(key, value), 0, "all")));
    }

    private Map<LinkKey, LinkSettings> wanted() {
        return WantedLinks.of(topology, "east");
    }

    private static LinkKey key(Kind kind, String name, String upstream) {
        return new LinkKey("/", kind, ShortString.of(name), upstream, name);
    }

    @Test
    void withoutUpstreamsThereIsNothingToDo() {
        policy("federation-upstream-set", "all");

        assertThat(wanted()).isEmpty();
    }

    @Test
    void withoutAPolicyNothingIsFederated() {
        upstream("west");

        assertThat(wanted()).isEmpty();
    }

    @Test
    void policyFederatesExchangesAndQueuesFromAllUpstreams() {
        upstream("west");
        upstream("north");
        policy("federation-upstream-set", "all");

        assertThat(wanted().keySet())
                .isEqualTo(
                        Set.of(
                                key(Kind.EXCHANGE, "fed.x", "west"),
                                key(Kind.EXCHANGE, "fed.x", "north"),
                                key(Kind.QUEUE, "fed.q", "west"),
                                key(Kind.QUEUE, "fed.q", "north")));
    }

    @Test
    void policyNamesOneUpstream() {
        upstream("west");
        upstream("north");
        policy("federation-upstream", "north");

        assertThat(wanted().keySet())
                .extracting(LinkKey::upstream)
                .containsOnly("north")
                .hasSize(2);
    }

    @Test
    void policyNamesUpstreamsByPattern() {
        upstream("west-1");
        upstream("west-2");
        upstream("north");
        policy("federation-upstream-pattern", "^west");

        assertThat(wanted().keySet())
                .extracting(LinkKey::upstream)
                .containsOnly("west-1", "west-2");
    }

    @Test
    void memberOfASetSaysSomeThingsOtherwise() {
        upstream("west");
        parameter(
                "federation-upstream-set",
                "some",
                new Array(
                        List.of(
                                new Table(
                                        FieldTable.EMPTY
                                                .with("upstream", "west")
                                                .with("exchange", "other")
                                                .with("ack-mode", "no-ack")),
                                new Table(FieldTable.EMPTY.with("upstream", "missing")))));
        policy("federation-upstream-set", "some");

        LinkKey toExchange =
                new LinkKey("/", Kind.EXCHANGE, ShortString.of("fed.x"), "west", "other");
        assertThat(wanted()).hasSize(2).containsKey(toExchange);
        Upstream.Flow flow = Objects.requireNonNull(wanted().get(toExchange)).upstream().flow();
        assertThat(flow.ackMode()).isEqualTo(AckMode.NO_ACK);
        assertThat(flow.prefetch()).isEqualTo(7);
    }

    @Test
    void whatIsNotSaidIsAsInRabbit() {
        upstream("west");
        policy("federation-upstream", "west");

        Upstream upstream =
                Objects.requireNonNull(wanted().get(key(Kind.EXCHANGE, "fed.x", "west")))
                        .upstream();

        assertThat(upstream.source().hopsMax()).isEqualTo(1);
        assertThat(upstream.source().trustsUserId()).isFalse();
        assertThat(upstream.flow().reconnectSeconds()).isEqualTo(5);
        assertThat(upstream.flow().ackMode()).isEqualTo(AckMode.ON_CONFIRM);
        assertThat(upstream.buffer().isKept()).isFalse();
        assertThat(upstream.buffer().expiresMillis()).isNull();
    }

    @Test
    void oneThatChangesIsLookedAtAlone() {
        upstream("west");
        policy("federation-upstream", "west");

        assertThat(
                        WantedLinks.of(topology, "east", "/", Kind.QUEUE, ShortString.of("fed.q"))
                                .keySet())
                .containsExactly(key(Kind.QUEUE, "fed.q", "west"));
        assertThat(WantedLinks.of(topology, "east", "/", Kind.QUEUE, ShortString.of("fed.gone")))
                .isEmpty();
    }

    @Test
    void addressesAreNotShown() {
        upstream("west");
        policy("federation-upstream", "west");

        assertThat(wanted().toString()).doesNotContain("amqp://");
    }

    @Test
    void idsTellLinksApart() {
        assertThat(key(Kind.QUEUE, "a", "west").id())
                .hasSize(8)
                .isEqualTo(key(Kind.QUEUE, "a", "west").id())
                .isNotEqualTo(key(Kind.EXCHANGE, "a", "west").id());
    }
}
