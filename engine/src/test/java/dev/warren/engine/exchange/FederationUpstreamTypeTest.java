package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Int64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FederationUpstreamTypeTest {

    private static final String TYPE = "x-federation-upstream";

    private static FieldTable downstream(long hopsMax) {
        return FieldTable.EMPTY
                .with("x-max-hops", new Int64(hopsMax))
                .with("x-downstream-name", "east")
                .with("x-downstream-vhost", "/");
    }

    private static FieldTable from(FieldTable... stations) {
        return FieldTable.EMPTY.with(
                "x-received-from",
                new FieldValue.Array(
                        Arrays.stream(stations).<FieldValue>map(FieldValue.Table::new).toList()));
    }

    private static FieldTable station(String cluster) {
        return FieldTable.EMPTY.with("cluster-name", cluster);
    }

    private static Bound exchange(long hopsMax) {
        return new Bound(TYPE, downstream(hopsMax)).to("q", "");
    }

    @Test
    void sendsOnWhatWasPublishedHere() {
        assertThat(exchange(1).queuesFor("k")).containsExactly("q");
    }

    @Test
    void keepsBackWhatHasComeFarEnough() {
        assertThat(exchange(1).queuesFor("k", from(station("west")))).isEmpty();
        assertThat(exchange(2).queuesFor("k", from(station("west")))).containsExactly("q");
        assertThat(exchange(2).queuesFor("k", from(station("west"), station("north")))).isEmpty();
    }

    @Test
    void keepsBackWhatTheDownstreamBrokerHasSeen() {
        assertThat(exchange(9).queuesFor("k", from(station("west"), station("east")))).isEmpty();
    }

    @Test
    void anotherVirtualHostOfTheSameBrokerIsAnotherPlace() {
        assertThat(exchange(9).queuesFor("k", from(station("east").with("vhost", "other"))))
                .containsExactly("q");
        assertThat(exchange(9).queuesFor("k", from(station("east").with("vhost", "/")))).isEmpty();
    }

    @Test
    void wantsToKnowHowFar() {
        assertThatThrownBy(() -> ExchangeTypes.require(TYPE).validate(FieldTable.EMPTY))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining("x-max-hops");
    }
}
