package dev.warren.engine.recovery;

import dev.warren.engine.log.RecoveredLog;
import java.util.Arrays;

/// Places in the log that do not count any more. Two arrays and no object for each.
final class Settled {

    private long[] positions = new long[64];
    private int[] lengths = new int[64];
    private int count;

    void add(long position, int length) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        positions[count] = position;
        lengths[count++] = length;
    }

    void tell(RecoveredLog log) {
        for (int i = 0; i < count; i++) {
            log.settled(positions[i], lengths[i]);
        }
    }
}
