package dev.warren.amqp.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.frame.Frames;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParkedFramesTest {

    private static final int LIMIT_BYTES = 256 * 1024;

    private final ByteLedger ledger = new ByteLedger(1);
    private final ParkedFrames parked = new ParkedFrames(ledger.ofLane(0));
    private final List<String> taken = new ArrayList<>();

    @Test
    void framesComeOutInTheOrderInWhichTheyWereParked() {
        park("one");
        park("two");

        parked.offerFirst(this::take);
        parked.offerFirst(this::take);

        assertThat(taken).containsExactly("one", "two");
        assertThat(parked.isEmpty()).isTrue();
    }

    @Test
    void frameThatIsNotTakenStaysTheFirst() {
        park("one");
        park("two");

        assertThat(parked.offerFirst((_, _, _, _, _) -> false)).isFalse();

        parked.offerFirst(this::take);
        assertThat(taken).containsExactly("one");
    }

    @Test
    void itIsACopyOfWhatWasInTheBuffer() {
        ByteBuf in = Unpooled.copiedBuffer("xxonexx", UTF_8);
        parked.add(Frames.METHOD, 7, in, 2, 3);
        in.setZero(0, 7);

        assertThat(parked.firstMethodId()).isEqualTo(7);
        parked.offerFirst(this::take);

        assertThat(taken).containsExactly("one");
    }

    @Test
    void isFullAtItsLimit() {
        park(new byte[LIMIT_BYTES / 2]);
        assertThat(parked.isFull()).isFalse();

        park(new byte[LIMIT_BYTES / 2]);
        assertThat(parked.isFull()).isTrue();

        parked.offerFirst(this::take);
        assertThat(parked.isFull()).isFalse();
    }

    @Test
    void emptyFramesFillItToo() {
        for (int i = 0; i < LIMIT_BYTES / 64; i++) {
            park(new byte[0]);
        }

        assertThat(parked.isFull()).isTrue();
    }

    @Test
    void ledgerIsBackAtZeroWhenAllIsTaken() {
        park("one");
        park("two");
        assertThat(ledger.bytesOf(Holder.PARKED)).isGreaterThan(6);

        parked.offerFirst(this::take);
        parked.offerFirst(this::take);

        assertThat(ledger.bytesOf(Holder.PARKED)).isZero();
    }

    @Test
    void ledgerIsBackAtZeroWhenAllIsDropped() {
        park("one");
        park("two");

        parked.clear();

        assertThat(parked.isEmpty()).isTrue();
        assertThat(ledger.bytesOf(Holder.PARKED)).isZero();
    }

    @Test
    void frameThatEndsTheChannelIsDroppedWithTheRest() {
        park("close");
        park("behind");

        parked.offerFirst((_, _, _, _, _) -> {
            parked.clear();
            return true;
        });

        assertThat(parked.isEmpty()).isTrue();
        assertThat(ledger.bytesOf(Holder.PARKED)).isZero();
    }

    @Test
    void frameThatFailsStays() {
        park("wrong");

        assertThatThrownBy(() ->
                        parked.offerFirst((_, _, _, _, _) -> {
                            throw new IllegalStateException("wrong");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(parked.isEmpty()).isFalse();
    }

    private void park(String text) {
        park(text.getBytes(UTF_8));
    }

    private void park(byte[] payload) {
        parked.add(Frames.METHOD, 1, Unpooled.wrappedBuffer(payload), 0, payload.length);
    }

    private boolean take(int type, int methodId, ByteBuf in, int index, int length) {
        taken.add(in.toString(index, length, UTF_8));
        return true;
    }
}
