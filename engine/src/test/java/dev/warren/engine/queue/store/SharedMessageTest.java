package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One message in several queues of a lane.
class SharedMessageTest {

    private final StoreRig rig;
    private final List<LogQueueStore> queues;

    SharedMessageTest() throws IOException {
        rig = new StoreRig();
        queues = List.of(rig.queue(true), rig.queue(true), rig.queue(true));
    }

    @Test
    void oneRecordServesAllQueuesThatGetItOneAfterTheOther() throws IOException {
        rig.turn(() -> publish(queues));
        rig.rest();

        assertThat(recordPositions()).hasSize(1);
        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(RecordInfo::owner)
                .containsExactly(1, 2, 3);
    }

    @Test
    void recordIsNotSharedWhenAnotherCameBetween() throws IOException {
        rig.turn(() -> {
            Message message = StoreMessages.persistent(1);
            message.share(2);
            rig.append(queues.get(0), 0, message);
            rig.append(queues.get(2), 0, StoreMessages.persistent(2));
            queues.get(1).append(0, message);
        });
        rig.rest();

        assertThat(recordPositions()).hasSize(3);
    }

    @Test
    void equalMessageIsNotTheSame() throws IOException {
        rig.turn(() -> {
            rig.append(queues.get(0), 0, StoreMessages.persistent(1));
            rig.append(queues.get(1), 0, StoreMessages.persistent(1));
        });
        rig.rest();

        assertThat(recordPositions()).hasSize(2);
    }

    @Test
    void queuesAreDoneWithItOneByOne() throws IOException {
        rig.turn(() -> publish(queues));
        rig.rest();

        rig.turn(() -> queues.get(1).forget(0));
        rig.rest();
        assertThat(rig.queued()).isEqualTo(StoreMessages.FOOTPRINT);
        assertThat(queues.get(0).has(0)).isTrue();
        rig.turn(() -> {
            queues.get(0).forget(0);
            queues.get(2).forget(0);
        });
        rig.rest();

        assertThat(rig.queued()).isZero();
        assertThat(rig.log.figures().aliveBytes()).isZero();
    }

    @Test
    void copyIsSharedByThoseWhoStillNeedIt() throws IOException {
        rig.turn(() -> publish(queues));
        rig.rest();
        List<RecordInfo> places = rig.records(StoreRecords.MESSAGE);
        rig.turn(() -> queues.get(1).forget(0));
        rig.rest();

        Survivor survivor = new Survivor(rig.log.reader().read(places.get(0).position()), places);
        rig.turn(() -> rig.stores.copyForward(List.of(survivor), false));
        rig.rest();

        assertThat(recordPositions()).hasSize(2);
        assertThat(rig.records(StoreRecords.MESSAGE))
                .extracting(RecordInfo::owner)
                .containsExactly(1, 2, 3, 1, 3);
    }

    private void publish(List<LogQueueStore> to) {
        Message message = StoreMessages.persistent(1);
        message.share(to.size());
        rig.append(to.getFirst(), 0, message);
        to.stream().skip(1).forEach(each -> each.append(0, message));
    }

    private List<Long> recordPositions() throws IOException {
        return rig.records(StoreRecords.MESSAGE).stream()
                .map(RecordInfo::recordPosition)
                .distinct()
                .toList();
    }
}
