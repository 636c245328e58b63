package dev.warren.links.shovel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.topology.ParameterCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The texts are those of RabbitMQ 3.10.8 unless a test says otherwise.
class ShovelRulesTest {

    private static final FieldTable GOOD =
            FieldTable.EMPTY
                    .with("src-uri", "amqp://")
                    .with("src-queue", "a")
                    .with("dest-uri", "amqp://u:secret@h")
                    .with("dest-queue", "b");

    private static List<String> faults(FieldTable table) {
        return faults(table, ParameterCheck.Setter.NODE);
    }

    private static List<String> faults(FieldTable table, ParameterCheck.Setter setter) {
        return new ShovelRules().faults("s2", new FieldValue.Table(table), setter);
    }

    private static FieldTable good(String key, FieldValue value) {
        return GOOD.with(key, value);
    }

    private static FieldValue text(String text) {
        return FieldValue.LongText.of(text);
    }

    private static FieldValue number(long number) {
        return new FieldValue.Int64(number);
    }

    @Test
    void aGoodOneIsTaken() {
        assertThat(faults(GOOD)).isEmpty();
    }

    @Test
    void allKeysOfRabbitmqAreTaken() {
        FieldTable all =
                GOOD.with("src-protocol", "amqp091")
                        .with("dest-protocol", "amqp091")
                        .with("src-prefetch-count", number(10))
                        .with("prefetch-count", number(10))
                        .with("src-delete-after", "queue-length")
                        .with("delete-after", number(3))
                        .with("src-queue-args", new FieldValue.Table(FieldTable.EMPTY))
                        .with("src-consumer-args", new FieldValue.Table(FieldTable.EMPTY))
                        .with("dest-queue-args", new FieldValue.Table(FieldTable.EMPTY))
                        .with("src-predeclared", true)
                        .with("dest-predeclared", true)
                        .with("add-forward-headers", true)
                        .with("dest-add-forward-headers", true)
                        .with("dest-add-timestamp-header", true)
                        .with("reconnect-delay", number(1))
                        .with("ack-mode", "on-publish")
                        .with(
                                "dest-publish-properties",
                                new FieldValue.Table(
                                        FieldTable.EMPTY.with("delivery_mode", number(2))));

        assertThat(faults(all)).isEmpty();
    }

    @Test
    void unknownKeysComeFirstAndMissingOnesLast() {
        assertThat(faults(FieldTable.EMPTY.with("bogus", number(1))))
                .containsExactly(
                        "Must specify 'src-exchange' or 'src-queue'",
                        "Unrecognised terms [{<<\"bogus\">>,1}] in s2",
                        "Key \"dest-uri\" not found in s2",
                        "Key \"src-uri\" not found in s2");
    }

    @Test
    void oneSourceAndOneDestination() {
        assertThat(faults(GOOD.with("src-exchange", "x").with("dest-exchange", "x")))
                .containsExactly(
                        "Cannot specify 'src-exchange' and 'src-queue'",
                        "Cannot specify 'dest-exchange' and 'dest-queue'");
    }

    @Test
    void withoutAcksNothingCanBeCounted() {
        assertThat(faults(GOOD.with("ack-mode", "no-ack").with("src-delete-after", number(3))))
                .containsExactly("Cannot specify 'no-ack' and numerical 'delete-after'");
    }

    @Test
    void eachValueHasItsType() {
        assertThat(faults(good("reconnect-delay", text("soon"))))
                .containsExactly("reconnect-delay should be a number, actually was <<\"soon\">>");
        assertThat(faults(good("src-predeclared", number(1))))
                .containsExactly("src-predeclared should be boolean, actually was 1");
        assertThat(faults(good("dest-queue", number(1))))
                .containsExactly("dest-queue should be binary, actually was 1");
        assertThat(faults(good("ack-mode", text("later"))))
                .containsExactly(
                        "ack-mode should be one of [<<\"no-ack\">>,<<\"on-publish\">>,<<\"on-confirm\">>],"
                                + " actually was <<\"later\">>");
        assertThat(faults(good("src-delete-after", text("soon"))))
                .containsExactly(
                        "src-delete-after should be a number greater than or equal to 0, \"never\" or"
                                + " \"queue-length\", actually was <<\"soon\">>");
        assertThat(
                        faults(
                                good(
                                        "dest-publish-properties",
                                        new FieldValue.Table(
                                                FieldTable.EMPTY.with("colour", "red")))))
                .containsExactly(
                        "Unrecognised terms [{<<\"colour\">>,<<\"red\">>}] in dest-publish-properties");
    }

    /// RabbitMQ speaks these protocols; the texts are ours.
    @Test
    void otherProtocolsAreRefusedByName() {
        assertThat(faults(GOOD.with("src-protocol", "amqp10").with("dest-protocol", "local")))
                .containsExactly(
                        "dest-protocol 'local' is not supported here, only 'amqp091' is: a URI without a host, such as amqp:///vhost, is this broker",
                        "src-protocol 'amqp10' is not supported here, only 'amqp091' is: give the address where the other broker speaks AMQP 0-9-1");
    }

    @Test
    void noPasswordIsToldBack() {
        FieldTable typo =
                GOOD.with("src-uri", "http://u:secret@h")
                        .with("dest-url", "amqp://u:secret@h")
                        .with("ack-mode", "amqp://u:secret@h");

        assertThat(faults(typo)).hasSize(3).noneMatch(fault -> fault.contains("secret"));
    }

    @Test
    void aListOfUrisIsLookedAtOneByOne() {
        assertThat(faults(good("src-uri", new FieldValue.Array(List.of(text("amqp://"))))))
                .isEmpty();
        assertThat(
                        faults(
                                good(
                                        "src-uri",
                                        new FieldValue.Array(List.of(text("amqp://"), number(1))))))
                .containsExactly("src-uri should be list, actually was 1");
        assertThat(faults(good("src-uri", new FieldValue.Array(List.of())))).hasSize(1);
        assertThat(faults(good("src-uri", number(1))))
                .containsExactly("src-uri should be list, actually was 1");
    }

    @Test
    void whoMayNotEnterAVirtualHostGetsNoLinkIntoIt() {
        ParameterCheck.Setter ann =
                new ParameterCheck.Setter() {
                    @Override
                    public String name() {
                        return "ann";
                    }

                    @Override
                    public boolean mayEnter(String vhost) {
                        return vhost.equals("hers");
                    }
                };

        assertThat(faults(good("src-uri", text("amqp:///hers")), ann)).isEmpty();
        assertThat(faults(good("src-uri", text("amqp:///his")), ann))
                .containsExactly("user \"ann\" may not connect to vhost \"his\"");
        assertThat(faults(good("src-uri", text("amqp://h/his")), ann)).isEmpty();
    }
}
