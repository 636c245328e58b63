package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangeHistoryTest {

    private final ByteLedger ledger = new ByteLedger(1);

    private static Message message(int number, int bodyBytes) {
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, bodyBytes);
        return new Message(
                ShortString.of("x"),
                ShortString.of("" + number),
                Arrays.copyOf(header, header.length + bodyBytes),
                header.length);
    }

    private static List<String> keys(ExchangeHistory history) {
        return history.messages().stream().map(m -> m.routingKey().toString()).toList();
    }

    private long heldBytes() {
        return ledger.bytesOf(Holder.HISTORIES);
    }

    @Test
    void keepsTheLastMessagesInOrder() {
        ExchangeHistory history = new ExchangeHistory(3, ledger);

        IntStream.range(0, 7).forEach(i -> history.add(message(i, 0)));

        assertThat(keys(history)).containsExactly("4", "5", "6");
    }

    @Test
    void countsWhatItKeeps() {
        ExchangeHistory history = new ExchangeHistory(2, ledger);

        IntStream.range(0, 9).forEach(i -> history.add(message(i, 1_000)));

        assertThat(heldBytes()).isEqualTo(2L * message(0, 1_000).footprintBytes());
        assertThat(ledger.totalBytes()).isEqualTo(heldBytes());
    }

    @Test
    void oldestLeaveWhenThereAreTooManyBytes() {
        ExchangeHistory history = new ExchangeHistory(1_000, ledger);
        int body = (int) (ExchangeHistory.BYTES_MAX / 4);

        IntStream.range(0, 10).forEach(i -> history.add(message(i, body)));

        assertThat(keys(history)).containsExactly("7", "8", "9");
        assertThat(heldBytes()).isLessThanOrEqualTo(ExchangeHistory.BYTES_MAX);
    }

    @Test
    void messageLargerThanTheRoomIsNotKept() {
        ExchangeHistory history = new ExchangeHistory(20, ledger);
        history.add(message(1, 10));

        history.add(message(2, (int) ExchangeHistory.BYTES_MAX));

        assertThat(keys(history)).containsExactly("1");
    }

    @Test
    void neverKeepsMoreThanTheLimitWhateverWasDeclared() {
        ExchangeHistory history = new ExchangeHistory(Integer.MAX_VALUE, ledger);

        IntStream.range(0, ExchangeHistory.MESSAGES_MAX + 5)
                .forEach(i -> history.add(message(i, 0)));

        assertThat(history.messages()).hasSize(ExchangeHistory.MESSAGES_MAX);
        assertThat(keys(history)).startsWith("5");
    }

    @Test
    void givesAllBackWhenItsExchangeGoes() {
        ExchangeHistory history = new ExchangeHistory(5, ledger);
        history.add(message(1, 100));

        history.close();
        history.add(message(2, 100));

        assertThat(history.messages()).isEmpty();
        assertThat(heldBytes()).isZero();
    }

    @Test
    void manyLanesMayAddAtOnce() throws InterruptedException {
        ExchangeHistory history = new ExchangeHistory(10, ledger);
        List<Thread> lanes =
                IntStream.range(0, 4)
                        .mapToObj(lane ->
                                Thread.ofPlatform()
                                        .start(() ->
                                                IntStream.range(0, 5_000)
                                                        .forEach(i -> history.add(message(i, 50)))))
                        .toList();
        for (Thread lane : lanes) {
            lane.join();
        }

        assertThat(history.messages()).hasSize(10);
        assertThat(heldBytes())
                .isEqualTo(history.messages().stream().mapToLong(Message::footprintBytes).sum());
        history.close();
        assertThat(heldBytes()).isZero();
    }
}
