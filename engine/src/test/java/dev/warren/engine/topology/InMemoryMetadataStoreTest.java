package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.AmqpException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class InMemoryMetadataStoreTest {

    private static final TopologyCommand ADD = addVhost("a");

    private final SteppedLane lane = new SteppedLane();
    private final InMemoryMetadataStore store = new InMemoryMetadataStore(lane);
    private final List<String> seen = new ArrayList<>();

    private static TopologyCommand addVhost(String name) {
        return new TopologyCommand.AddVhost(VirtualHostDefinition.of(name));
    }

    @Test
    void commandFromElsewhereIsDecidedOnTheLane() {
        var outcome = store.submit(ADD).toCompletableFuture();
        assertThat(outcome).isNotDone();
        assertThat(store.topology()).isSameAs(Topology.EMPTY);

        lane.runAll();

        assertThat(outcome.join().topology()).isSameAs(store.topology());
        assertThat(store.topology().vhosts()).containsKey("a");
    }

    @Test
    void commandFromTheLaneIsDecidedAtOnce() {
        lane.run(() -> assertThat(store.submit(ADD).toCompletableFuture()).isCompleted());
    }

    @Test
    void refusalReachesWhoAsked() {
        var outcome =
                store.submit(new TopologyCommand.ClearPermissions("nov", "u"))
                        .toCompletableFuture();

        lane.runAll();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(outcome::join)
                .withCauseInstanceOf(AmqpException.class);
        assertThat(store.topology()).isSameAs(Topology.EMPTY);
    }

    @Test
    void watcherHearsBeforeWhoAsked() {
        store.watch(_ -> seen.add("watcher"));
        store.submit(ADD).thenRun(() -> seen.add("submitter"));

        lane.runAll();

        assertThat(seen).containsExactly("watcher", "submitter");
    }

    @Test
    void whatAWatcherSubmitsIsHeardByAllInOneOrder() {
        store.watch(applied -> {
            if (applied.topology().vhostOrNull("b") == null) {
                store.submit(addVhost("b"));
            }
        });
        store.watch(applied -> seen.add(String.join("", applied.topology().vhosts().keySet())));

        store.submit(ADD);
        lane.runAll();

        assertThat(seen).containsExactly("a", "ab");
    }

    @Test
    void watcherHearsWhoWantedIt() {
        store.watch(applied -> seen.add(applied.by()));

        store.submit(ADD, "guest");
        store.submit(addVhost("b"));
        lane.runAll();

        assertThat(seen).containsExactly("guest", "rmq-internal");
    }
}
