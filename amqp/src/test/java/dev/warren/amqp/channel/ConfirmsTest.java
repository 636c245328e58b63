package dev.warren.amqp.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.connection.SocketRig;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.Method;
import dev.warren.engine.traffic.ChannelCounters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfirmsTest {

    private final SocketRig rig = new SocketRig();
    private final Confirms confirms =
            new Confirms(1, rig.lane, rig.outbox, new ChannelCounters(rig.traffic), null);

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void numbersBeginWithOne() {
        rig.turn(() ->
                assertThat(List.of(confirms.expect(1), confirms.expect(1)))
                        .containsExactly(1L, 2L));
    }

    @Test
    void prefixOfATurnIsOneCumulativeAck() {
        rig.turn(() -> expect(1, 1, 1));

        rig.turn(() -> confirm(1, 2, 3));

        assertThat(rig.methods()).containsExactly(new BasicMethod.Ack(3, true));
    }

    @Test
    void singleNumberIsASingleAck() {
        rig.turn(() -> expect(1));

        rig.turn(() -> confirm(1));

        assertThat(rig.methods()).containsExactly(new BasicMethod.Ack(1, false));
    }

    @Test
    void nothingIsSaidBeforeTheTurnEnds() {
        rig.turn(() -> expect(1));

        rig.lanes.run(
                0,
                () -> {
                    confirm(1);
                    assertThat(rig.methods()).isEmpty();
                });

        assertThat(rig.methods()).hasSize(1);
    }

    /// Two publishes of one read, the second of which comes back.
    @Test
    void whatIsCompleteIsSaidBeforeAReturnAndNotAgain() {
        rig.turn(() -> {
            expect(0);
            confirms.tellBeforeReturn();
            expect(0);
        });

        assertThat(rig.methods())
                .containsExactly(new BasicMethod.Ack(1, false), new BasicMethod.Ack(2, false));
    }

    @Test
    void nothingIsSaidBeforeAReturnOfWhatIsNotComplete() {
        rig.turn(() -> expect(1, 0, 0));
        rig.methods();

        rig.turn(confirms::tellBeforeReturn);

        assertThat(rig.methods()).isEmpty();
    }

    @Test
    void earlyNumberIsAckedSinglyAndNotAgain() {
        rig.turn(() -> expect(1, 1, 1));

        rig.turn(() -> confirm(2));
        assertThat(rig.methods()).containsExactly(new BasicMethod.Ack(2, false));

        rig.turn(() -> confirm(1, 3));
        assertThat(rig.methods())
                .containsExactly(new BasicMethod.Ack(1, false), new BasicMethod.Ack(3, false));
    }

    @Test
    void allQueuesHaveToAnswer() {
        rig.turn(() -> expect(2));

        rig.turn(() -> confirm(1));
        assertThat(rig.methods()).isEmpty();

        rig.turn(() -> confirm(1));
        assertThat(rig.methods()).containsExactly(new BasicMethod.Ack(1, false));
    }

    @Test
    void whatGoesNowhereIsConfirmedAtOnce() {
        rig.turn(() -> expect(0));

        assertThat(rig.methods()).containsExactly(new BasicMethod.Ack(1, false));
    }

    @Test
    void refusedNumberIsNackedBetweenItsNeighbours() {
        rig.turn(() -> expect(1, 1, 1, 1, 1));

        rig.turn(() -> {
            confirm(1, 2, 4, 5);
            confirms.refused(3);
        });

        assertThat(rig.methods())
                .containsExactly(
                        new BasicMethod.Ack(2, true),
                        new BasicMethod.Nack(3, false, false),
                        new BasicMethod.Ack(5, true));
    }

    @Test
    void oneRefusalAmongSeveralQueuesIsANack() {
        rig.turn(() -> expect(2));

        rig.turn(() -> {
            confirms.refused(1);
            confirms.confirmed(1);
        });

        assertThat(rig.methods()).containsExactly(new BasicMethod.Nack(1, false, false));
    }

    @Test
    void earlyRefusalIsNackedSingly() {
        rig.turn(() -> expect(1, 1));

        rig.turn(() -> confirms.refused(2));

        assertThat(rig.methods()).containsExactly(new BasicMethod.Nack(2, false, false));
    }

    @Test
    void answersFromOtherLanesCount() {
        rig.turn(() -> expect(1));

        rig.lanes.run(1, () -> confirms.confirmed(1));
        rig.lanes.runAll();

        assertThat(rig.methods()).containsExactly(new BasicMethod.Ack(1, false));
    }

    @Test
    void numbersBeyondTheFirstRingAreKept() {
        int count = 1_000;
        rig.turn(() -> {
            for (int i = 0; i < count; i++) {
                confirms.expect(1);
            }
        });

        rig.turn(() -> confirms.refused(500));
        rig.turn(() -> {
            for (int i = 1; i <= count; i++) {
                if (i != 500) {
                    confirms.confirmed(i);
                }
            }
        });

        assertThat(rig.methods())
                .containsExactly(
                        new BasicMethod.Nack(500, false, false),
                        new BasicMethod.Ack(499, true),
                        new BasicMethod.Ack(1_000, true));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachNumberIsToldOnceAndRightly(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, Boolean> told = new TreeMap<>();
        TreeMap<Long, Boolean> wanted = new TreeMap<>();
        List<Long> open = new ArrayList<>();
        for (int turn = 0; turn < 300; turn++) {
            rig.turn(() -> {
                for (int i = random.nextInt(20); i > 0; i--) {
                    int answers = random.nextInt(3);
                    long number = confirms.expect(answers);
                    wanted.put(number, true);
                    open.addAll(Collections.nCopies(answers, number));
                }
                Collections.shuffle(open, random);
                for (int i = Math.min(open.size(), random.nextInt(25)); i > 0; i--) {
                    answer(random, open.removeLast(), wanted);
                }
            });
            hear(told);
        }
        rig.turn(() -> open.forEach(number -> answer(random, number, wanted)));
        hear(told);

        assertThat(told).as("seed %d", seed).isEqualTo(wanted);
    }

    private void answer(Random random, long number, Map<Long, Boolean> wanted) {
        if (random.nextInt(20) == 0) {
            wanted.put(number, false);
            confirms.refused(number);
        } else {
            confirms.confirmed(number);
        }
    }

    /// As a client understands it: cumulative means all up to it that were not told before.
    private void hear(Map<Long, Boolean> told) {
        for (Method method : rig.methods()) {
            switch (method) {
                case BasicMethod.Ack ack -> {
                    assertThat(told).doesNotContainKey(ack.deliveryTag());
                    for (long n = ack.deliveryTag(); n > 0; n--) {
                        told.putIfAbsent(n, true);
                        if (!ack.multiple()) {
                            break;
                        }
                    }
                }
                case BasicMethod.Nack nack ->
                        assertThat(told.put(nack.deliveryTag(), false)).isNull();
                default -> throw new AssertionError(method);
            }
        }
    }

    private void expect(int... answers) {
        for (int each : answers) {
            confirms.expect(each);
        }
    }

    private void confirm(long... numbers) {
        for (long each : numbers) {
            confirms.confirmed(each);
        }
    }
}
