package dev.warren.links.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.engine.topology.ParameterCheck.Setter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The texts are those of RabbitMQ 3.10.8.
class FederationChecksTest {

    private static final FieldTable GOOD = FieldTable.EMPTY.with("uri", "amqp://west");

    private static List<String> upstream(FieldTable value) {
        return FederationChecks.upstream("u", new Table(value), Setter.NODE);
    }

    private static List<String> set(FieldTable... members) {
        return FederationChecks.upstreamSet(
                "s",
                new Array(List.of(members).stream().<FieldValue>map(Table::new).toList()),
                Setter.NODE);
    }

    @Test
    void upstreamNeedsAnAddress() {
        assertThat(upstream(FieldTable.EMPTY)).containsExactly("Key \"uri\" not found in u");
        assertThat(upstream(GOOD)).isEmpty();
        assertThat(
                        upstream(
                                FieldTable.EMPTY.with(
                                        "uri",
                                        new Array(
                                                List.of(
                                                        LongText.of("amqp://a"),
                                                        LongText.of("amqps://b"))))))
                .isEmpty();
    }

    @Test
    void allThatIsWrongIsNamedLastFirst() {
        assertThat(
                        upstream(
                                GOOD.with("prefetch-count", "x")
                                        .with("ack-mode", "z")
                                        .with("trust-user-id", new Int64(1))
                                        .with("foo", new Int64(1))))
                .containsExactly(
                        "Unrecognised terms [{<<\"foo\">>,1}] in u",
                        "ack-mode should be one of"
                                + " [<<\"no-ack\">>,<<\"on-publish\">>,<<\"on-confirm\">>], actually"
                                + " was <<\"z\">>",
                        "trust-user-id should be boolean, actually was 1",
                        "prefetch-count should be a number, actually was <<\"x\">>");
    }

    @Test
    void everyKeyOfRabbitIsTaken() {
        assertThat(
                        upstream(
                                GOOD.with("exchange", "x")
                                        .with("queue", "q")
                                        .with("consumer-tag", "t")
                                        .with("prefetch-count", new Int64(1))
                                        .with("reconnect-delay", new Int64(1))
                                        .with("max-hops", new Int64(1))
                                        .with("expires", new Int64(1))
                                        .with("message-ttl", new Int64(1))
                                        .with("trust-user-id", new Bool(true))
                                        .with("ack-mode", "no-ack")
                                        .with("resource-cleanup-mode", "never")
                                        .with("queue-type", "quorum")
                                        .with("ha-policy", "all")
                                        .with("bind-nowait", new Bool(true))
                                        .with("channel-use-mode", "single")))
                .isEmpty();
    }

    @Test
    void passwordIsNotInWhatIsSaid() {
        assertThat(upstream(FieldTable.EMPTY.with("uri", "http://ann:secret@west")))
                .singleElement()
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void membersOfASetNameUpstreams() {
        assertThat(set()).isEmpty();
        assertThat(set(FieldTable.EMPTY.with("upstream", "west"))).isEmpty();
        assertThat(set(FieldTable.EMPTY)).containsExactly("Key \"upstream\" not found in s");
        assertThat(
                        set(
                                FieldTable.EMPTY.with("upstream", "west").with("max-hops", "x"),
                                FieldTable.EMPTY.with("upstream", new Int64(5))))
                .containsExactly(
                        "max-hops should be a number, actually was <<\"x\">>",
                        "upstream should be binary, actually was 5");
    }

    @Test
    void setIsAList() {
        assertThat(FederationChecks.upstreamSet("s", LongText.of("x"), Setter.NODE))
                .containsExactly("s should be list");
        assertThat(FederationChecks.upstreamSet("s", new Table(FieldTable.EMPTY), Setter.NODE))
                .isEmpty();
    }
}
