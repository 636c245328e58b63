package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.RawAmqp;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Bodies that are announced and do not come, or only in part.
@Timeout(120)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class AnnouncedBodiesIT {
    private static final int CONNECTIONS = 200;
    private static final long HALF_GIGABYTE = 512L << 20;

    /// What a message may have for a broker with a heap of 96 MB: an eighth of that, and a bit
    /// less.
    private static final long BEARABLE = 10 << 20;

    private static final long LARGEST = 128L << 20;
    private static final int FRAME_BYTES = 100_000;

    @Test
    void halfAGigabyteIsRefusedWhenItIsAnnounced() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();

            for (var i = 0; i < CONNECTIONS; i++) {
                var raw = warren.raw();
                raw.bytes(Flood.announce(1, "", queue, HALF_GIGABYTE, Map.of()));
                assertThat(raw.expectClosing()).extracting(Closing::code).isEqualTo(406);
            }

            warren.assertServes();
        }
    }

    @Test
    void whatIsAnnouncedTakesNoMemoryBeforeItComes() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();

            for (var i = 0; i < CONNECTIONS; i++) {
                var raw = warren.raw();
                raw.bytes(Flood.announce(1, "", queue, BEARABLE, Map.of()));
                raw.bytes(Flood.body(1, 10));
            }

            warren.assertServes();
        }
    }

    @Test
    void bodiesThatStopHalfwayHoldPublishersUntilTheirClientsGo() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var raws = new ArrayList<RawAmqp>();
            for (var i = 0; i < CONNECTIONS; i++) {
                var raw = warren.raw();
                raws.add(raw);
                raw.bytes(Flood.announce(1, "", queue, BEARABLE, Map.of()));
                var piece = Flood.body(1, FRAME_BYTES);
                Flood.start(raw, 4, _ -> piece);
            }
            warren.awaitAlarm();
            warren.assertAnswers();

            for (var raw : raws) {
                raw.close();
            }

            warren.assertServes();
        }
    }

    @Test
    void aBodyThatTheHeapCannotBearIsRefused() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var raw = warren.raw();

            raw.bytes(Flood.announce(1, "", queue, LARGEST, Map.of()));

            assertThat(raw.expectClosing()).extracting(Closing::code).isEqualTo(406);
            warren.assertServes();
        }
    }

    @Test
    void manyChannelsMayAnnounceBehindLargeHeaders() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var raw = warren.raw();
            var headers = Map.<String, Object>of("padding", "x".repeat(FRAME_BYTES));
            var channels = 1_000;
            for (var channel = 2; channel <= channels; channel++) {
                raw.openChannel(channel);
            }

            Flood.start(raw, channels, i -> Flood.announce((int) i + 1, "", queue, 1_000, headers));
            warren.awaitAlarm();
            warren.assertAnswers();

            raw.close();
        }
    }
}
