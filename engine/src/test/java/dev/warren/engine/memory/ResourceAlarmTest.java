package dev.warren.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourceAlarmTest {

    private static final long LIMIT_BYTES = 1_000;

    private final StepLanes lanes = new StepLanes(2, 1);
    private final ByteLedger ledger = new ByteLedger(2);
    private final ResourceAlarm alarm =
            new ResourceAlarm(ledger, List.of(lanes.lane(0), lanes.lane(1)), LIMIT_BYTES);
    private final List<Boolean> told = new ArrayList<>();

    @BeforeEach
    void watch() {
        lanes.run(1, () -> alarm.watch(lanes.lane(1), told::add));
    }

    private void hold(long bytes) {
        lanes.run(0, () -> ledger.ofLane(0).add(Holder.QUEUES, bytes));
        lanes.run(0, alarm::check);
        lanes.runAll();
    }

    private void set(Shortage shortage, boolean isShort) {
        alarm.set(shortage, isShort);
        lanes.runAll();
    }

    @Test
    void memoryIsShortAtTheLimitAndUntilATenthBelow() {
        hold(LIMIT_BYTES - 1);
        assertThat(alarm.isSet()).isFalse();

        hold(1);
        assertThat(alarm.isSet()).isTrue();

        hold(-LIMIT_BYTES / 10 + 1);
        assertThat(alarm.isSet()).isTrue();

        hold(-1);
        assertThat(alarm.isSet()).isFalse();
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void roomForTheLogsFileDoesNotClearTheLimitOfFreeSpace() {
        set(Shortage.DISK_FREE, true);
        set(Shortage.DISK_FULL, true);

        set(Shortage.DISK_FULL, false);

        assertThat(alarm.isSet()).isTrue();
        assertThat(alarm.reason()).isEqualTo("low on disk");

        set(Shortage.DISK_FREE, false);

        assertThat(alarm.isSet()).isFalse();
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void reasonNamesWhatIsShortOnce() {
        hold(LIMIT_BYTES);
        assertThat(alarm.reason()).isEqualTo("low on memory");

        set(Shortage.DISK_FREE, true);
        set(Shortage.DISK_FULL, true);
        set(Shortage.DISK_BEHIND, true);
        assertThat(alarm.reason()).isEqualTo("low on disk & memory");

        hold(-LIMIT_BYTES);
        assertThat(alarm.reason()).isEqualTo("low on disk");
    }

    @Test
    void watchersHearWhenASilentShortageBecomesOneToTell() {
        set(Shortage.DISK_BEHIND, true);
        assertThat(alarm.isSet()).isTrue();
        assertThat(alarm.isToBeTold()).isFalse();

        set(Shortage.DISK_FULL, true);

        assertThat(alarm.isToBeTold()).isTrue();
        assertThat(told).containsExactly(true, true);
    }

    @Test
    void theSameAgainIsNoChange() {
        set(Shortage.DISK_FULL, true);
        set(Shortage.DISK_FULL, true);

        assertThat(told).containsExactly(true);
    }

    @Test
    void eachResourceIsToldOfOnce() {
        List<String> resources = new ArrayList<>();
        alarm.watchResources((resource, isShort) -> resources.add(resource + " " + isShort));

        set(Shortage.DISK_FREE, true);
        set(Shortage.DISK_FULL, true);
        hold(LIMIT_BYTES);
        set(Shortage.DISK_BEHIND, true);
        set(Shortage.DISK_FREE, false);
        set(Shortage.DISK_FULL, false);
        hold(-LIMIT_BYTES);

        assertThat(resources)
                .containsExactly("disk true", "memory true", "disk false", "memory false");
    }
}
