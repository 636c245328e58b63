package dev.warren.engine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One lane's columns of the ledger. Written on its lane only, read from anywhere.
public final class LaneLedger {

    private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(long[].class);

    /// One column for each holder, and the sum behind them.
    private final long[] bytes = new long[Holder.values().length + 1];

    private static final int TOTAL = Holder.values().length;

    private final ByteLedger node;

    LaneLedger(ByteLedger node) {
        this.node = node;
    }

    /// The holder has taken (or, when negative, given back) so many bytes.
    public void add(Holder holder, long delta) {
        int column = holder.ordinal();
        BYTES.setOpaque(bytes, column, bytes[column] + delta);
        BYTES.setOpaque(bytes, TOTAL, bytes[TOTAL] + delta);
    }

    /// What the holder has on all lanes together. Costs a look at each of them.
    public long nodeBytesOf(Holder holder) {
        return node.bytesOf(holder);
    }

    long totalBytes() {
        return (long) BYTES.getOpaque(bytes, TOTAL);
    }

    long bytesOf(Holder holder) {
        return (long) BYTES.getOpaque(bytes, holder.ordinal());
    }
}
