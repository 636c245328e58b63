package dev.warren.perf.load;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Sets `x-delay` in messages that are already encoded. Owned by one producer.
final class DelayHeader {

    /// What stands in a table before the number: the name with its length, and the type.
    private static final byte[] BEFORE = "\7x-delayI".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final long SEED = 1;

    private final Delay delay;
    private final int offset;
    private final SplittableRandom random = new SplittableRandom(SEED);

    /// @param content frames of a content whose headers are those of [#placeholder]
    DelayHeader(Delay delay, byte[] content) {
        this.delay = delay;
        this.offset = find(content) + BEFORE.length;
    }

    /// The headers of a content in which a delay can be set.
    static FieldTable placeholder() {
        return FieldTable.EMPTY.with("x-delay", new FieldValue.Int32(0));
    }

    private static int find(byte[] content) {
        for (int at = 0; at + BEFORE.length + Integer.BYTES <= content.length; at++) {
            if (Arrays.equals(content, at, at + BEFORE.length, BEFORE, 0, BEFORE.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("a content without x-delay");
    }

    /// Sets the delay of the content that begins there; returns it in nanoseconds.
    long put(byte[] out, int contentOffset) {
        int millis = random.nextInt(delay.minMillis(), delay.maxMillis() + 1);
        INTS.set(out, contentOffset + offset, millis);
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
