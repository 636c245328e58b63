package dev.warren.conformance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.foreign.ForeignTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/// Thousands of connections that begin a handshake and never finish it.
@ExtendWith(StillServes.class)
class HalfOpenConnectionsIT {
    private static final int WANTED = Integer.getInteger("conformance.connections", 2_000);

    /// All that such a peer may have heard: `connection.start`.
    private static final int GREETING_BYTES_MAX = 2_000;

    /// Files that this JVM and the others on the machine need besides.
    private static final int FILES_SPARED = 500;

    private ForeignTarget target;

    @BeforeEach
    void findTarget() {
        target = ForeignTarget.required();
    }

    @Test
    void othersAreServedMeanwhileAndTheBrokerLetsGoOfThem(TestReporter reporter) throws Exception {
        var peers = new ArrayList<Peer>();
        try {
            for (int i = 0; i < count(reporter); i++) {
                peers.add(halfOpen(i));
            }
            StillServes.roundTrip(target);
            awaitEndOfAll(peers);
        } finally {
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    /// In turn: says nothing, half a header, a header, half a start-ok.
    private Peer halfOpen(int number) throws IOException {
        var startOk = Peer.startOk(new byte[0]);
        var peer = Peer.connect(target);
        switch (number % 4) {
            case 0 -> {}
            case 1 -> peer.send(Arrays.copyOf(Peer.PROTOCOL_HEADER, 4));
            case 2 -> peer.send(Peer.PROTOCOL_HEADER);
            default -> {
                peer.send(Peer.PROTOCOL_HEADER);
                peer.send(Arrays.copyOf(startOk, startOk.length / 2));
            }
        }
        return peer;
    }

    /// A peer's read has a time limit, so that one that is kept for ever fails here.
    private static void awaitEndOfAll(List<Peer> peers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = peers.stream().map(peer -> (Callable<byte[]>) peer::awaitEnd).toList();
            for (Future<byte[]> end : threads.invokeAll(ends)) {
                assertThat(end.get()).hasSizeLessThan(GREETING_BYTES_MAX);
            }
        }
    }

    private static int count(TestReporter reporter) throws IOException {
        var allowed = filesAllowed() - FILES_SPARED;
        if (allowed >= WANTED) {
            return WANTED;
        }
        reporter.publishEntry(
                "lowered", WANTED + " connections to " + allowed + ": the limit of open files");
        return (int) allowed;
    }

    private static long filesAllowed() throws IOException {
        var limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return Long.MAX_VALUE;
        }
        return Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s+")[3])
                .map(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
