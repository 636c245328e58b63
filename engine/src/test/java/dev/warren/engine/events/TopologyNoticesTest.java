package dev.warren.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The headers are those that RabbitMQ 3.10.8 was seen to send.
class TopologyNoticesTest {

    private static final FieldTable FIVE = FieldTable.EMPTY.with("max-length", new Int32(5));

    private static ShortString name(String text) {
        return ShortString.of(text);
    }

    private static QueueDefinition queue(QueueOptions options) {
        return new QueueDefinition(7, "/", name("q"), options);
    }

    @Test
    void queues() {
        FieldTable arguments = FieldTable.EMPTY.with("x-max-length", new Int32(5));
        QueueDefinition queue = queue(new QueueOptions(true, false, null, arguments));

        assertThat(Told.of(new TopologyEvent.QueueCreated(queue)))
                .containsExactly(
                        "queue.created exclusive=false owner_pid="
                                + " arguments=[{<<\"x-max-length\">>,signedint,5}]"
                                + " auto_delete=false durable=true name=q vhost=/");
        assertThat(Told.of(new TopologyEvent.QueueDeleted(queue)))
                .containsExactly("queue.deleted name=q vhost=/");
    }

    @Test
    void exclusiveQueueNamesItsConnection() {
        QueueDefinition queue = queue(new QueueOptions(false, true, 17L, FieldTable.EMPTY));

        assertThat(Told.of(new TopologyEvent.QueueCreated(queue)))
                .containsExactly(
                        "queue.created exclusive=true owner_pid=17 arguments=[] auto_delete=true"
                                + " durable=false name=q vhost=/");
    }

    @Test
    void exchanges() {
        var exchange =
                new ExchangeDefinition(
                        name("x"),
                        "topic",
                        false,
                        true,
                        false,
                        FieldTable.EMPTY.with("alternate-exchange", "other"));

        assertThat(Told.of(new TopologyEvent.ExchangeCreated("/", exchange)))
                .containsExactly(
                        "exchange.created policy="
                                + " arguments=[{<<\"alternate-exchange\">>,longstr,<<\"other\">>}]"
                                + " internal=false auto_delete=true durable=false type=topic name=x"
                                + " vhost=/");
        assertThat(Told.of(new TopologyEvent.ExchangeDeleted("/", exchange)))
                .containsExactly("exchange.deleted name=x vhost=/");
    }

    @Test
    void bindings() {
        var toQueue =
                new Binding(
                        name("x"),
                        Destination.queue("q"),
                        name("a.key"),
                        FieldTable.EMPTY.with("n", new Int32(1)));
        var toExchange =
                new Binding(name("x"), Destination.exchange("y"), name(""), FieldTable.EMPTY);

        assertThat(Told.of(new TopologyEvent.BindingCreated("/", toQueue)))
                .containsExactly(
                        "binding.created vhost=/ arguments=[{<<\"n\">>,signedint,1}]"
                                + " routing_key=a.key destination_kind=queue destination_name=q"
                                + " source_kind=exchange source_name=x");
        assertThat(Told.of(new TopologyEvent.BindingDeleted("/", toExchange)))
                .containsExactly(
                        "binding.deleted vhost=/ arguments=[] routing_key="
                                + " destination_kind=exchange destination_name=y"
                                + " source_kind=exchange source_name=x");
    }

    @Test
    void virtualHosts() {
        var vhost = new VirtualHostDefinition("v", "about it", List.of("t1", "t2"), "quorum");

        assertThat(Told.of(new TopologyEvent.VhostCreated(vhost)))
                .containsExactly(
                        "vhost.created tags=[t1, t2] description=about it"
                                + " cluster_state={warren@here=running} tracing=false"
                                + " default_queue_type=quorum name=v");
        assertThat(Told.of(new TopologyEvent.VhostDeleted("v")))
                .containsExactly("vhost.deleted name=v");
        assertThat(Told.of(new TopologyEvent.VhostChanged(vhost))).isEmpty();
    }

    @Test
    void policies() {
        Policy policy = new Policy("p", "^x", FIVE, 3, "queues");

        assertThat(Told.of(new TopologyEvent.PolicySet("/", PolicyKind.USER, policy)))
                .containsExactly(
                        "policy.set apply-to=queues priority=3L definition={max-length=5L}"
                                + " pattern=^x vhost=/ name=p");
        assertThat(Told.of(new TopologyEvent.PolicyCleared("/", PolicyKind.USER, "p")))
                .containsExactly("policy.cleared vhost=/ name=p");
    }

    @Test
    void operatorPoliciesAreParametersToo() {
        Policy policy = new Policy("p", "^x", FIVE, 0, "all");

        assertThat(Told.of(new TopologyEvent.PolicySet("/", PolicyKind.OPERATOR, policy)))
                .containsExactly(
                        "parameter.set value={apply-to=all priority=0L definition={max-length=5L}"
                                + " pattern=^x} name=p component=operator_policy vhost=/",
                        "policy.set apply-to=all priority=0L definition={max-length=5L} pattern=^x"
                                + " vhost=/ name=p");
        assertThat(Told.of(new TopologyEvent.PolicyCleared("/", PolicyKind.OPERATOR, "p")))
                .containsExactly(
                        "parameter.cleared name=p component=operator_policy vhost=/",
                        "operator.policy.cleared vhost=/ name=p");
    }

    @Test
    void limitsOfAVirtualHostAreAParameterToo() {
        FieldValue limits = new Table(FieldTable.EMPTY.with("max-queues", new Int32(3)));

        assertThat(Told.of(new TopologyEvent.ParameterSet("v", VhostLimits.PARAMETER, limits)))
                .containsExactly(
                        "parameter.set value={max-queues=3L} name=limits component=vhost-limits"
                                + " vhost=v",
                        "vhost.limits.set max-queues=3L name=limits vhost=v");
        assertThat(Told.of(new TopologyEvent.ParameterCleared("v", VhostLimits.PARAMETER)))
                .containsExactly(
                        "parameter.cleared name=limits component=vhost-limits vhost=v",
                        "vhost.limits.cleared name=limits vhost=v");
    }

    @Test
    void parameters() {
        var name = new ParameterName("shape", "n");
        var value =
                new FieldValue.Array(List.of(new Int32(1), new Bool(true), LongText.of("text")));

        assertThat(Told.of(new TopologyEvent.ParameterSet("v", name, value)))
                .containsExactly(
                        "parameter.set value=[1L, true, text] name=n component=shape vhost=v");
        assertThat(Told.of(new TopologyEvent.ParameterCleared("v", name)))
                .containsExactly("parameter.cleared name=n component=shape vhost=v");
        assertThat(Told.of(new TopologyEvent.GlobalParameterSet("g", value)))
                .containsExactly("parameter.set value=[1L, true, text] name=g component=global");
        assertThat(Told.of(new TopologyEvent.GlobalParameterCleared("g")))
                .containsExactly("parameter.cleared name=g component=global");
    }

    @Test
    void allThatOneCommandDidIsTold() {
        Applied applied =
                new Applied(
                        Topology.EMPTY,
                        List.of(
                                new TopologyEvent.VhostDeleted("a"),
                                new TopologyEvent.VhostDeleted("b")),
                        "someone");

        assertThat(Told.of(new Event.TopologyChanged(applied)))
                .containsExactly(
                        "vhost.deleted user_who_performed_action=someone name=a",
                        "vhost.deleted user_who_performed_action=someone name=b");
    }

    /// Each text of so many characters is a term of so many more.
    @ParameterizedTest
    @CsvSource({"1000,15", "16000,1", "17000,0"})
    void argumentsThatAreTooLongForAHeaderAreLeftOut(int length, int told) {
        FieldTable arguments = FieldTable.EMPTY;
        for (int i = 0; i < 20; i++) {
            arguments = arguments.with("a" + i, "x".repeat(length));
        }

        Notice notice = new NoticeText().withTerms("arguments", arguments).named("any");

        var terms = (FieldValue.Array) notice.headers().entries().getFirst().value();
        assertThat(terms.values().size()).isEqualTo(told);
    }
}
