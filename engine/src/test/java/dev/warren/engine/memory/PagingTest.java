package dev.warren.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagingTest {

    private final ByteLedger ledger = new ByteLedger(1);
    private final Paging paging = new Paging(ledger, () -> 8_000);

    @Test
    void dueFromHalfOfTheLimitOn() {
        ledger.ofLane(0).add(Holder.QUEUES, 4_000);
        assertThat(paging.isDue()).isFalse();

        ledger.ofLane(0).add(Holder.QUEUES, 1);
        assertThat(paging.isDue()).isTrue();
    }

    @Test
    void notDueWhereNearlyAllIsWhatQueuesRemember() {
        ledger.ofLane(0).add(Holder.INDEXES, 7_000);
        ledger.ofLane(0).add(Holder.QUEUES, 1_000);
        assertThat(paging.isDue()).isFalse();

        ledger.ofLane(0).add(Holder.QUEUES, 1);
        assertThat(paging.isDue()).isTrue();
    }
}
