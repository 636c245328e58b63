package dev.warren.links;

import dev.warren.engine.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the links of a kind that are wanted, and no others. Any thread may say what is wanted and
/// look; a thread of its own starts and stops links.
///
/// A link that is done is kept, and not begun again, until it is no longer wanted or wanted with
/// other settings. Settings that are equal to those of a link are not kept: the first ones are.
///
/// @param <K> what a link is known by
/// @param <S> the settings of a link: it is begun anew when they are no longer equal
public final class LinkKeeper<K, S> implements AutoCloseable {

    /// So many links of a kind there are; further ones are not started, and logged.
    public static final int LINKS_MAX = 1_000;

    /// How long links may take to end. Then they are left to themselves.
    private static final long STOP_MILLIS_MAX = 10_000;

    private static final Logger log = LoggerFactory.getLogger("warren.links");

    private record Kept<S>(S settings, Link link) {}

    /// A link as it is just now.
    public record Seen<S>(S settings, LinkStatus status) {}

    private final BiFunction<K, S, LinkPlan> plans;
    private final Clock clock;
    private final ExecutorService owner;

    /// What has been asked for last.
    private volatile Map<K, S> wanted = Map.of();

    /// Set while none is to run, whatever is wanted.
    private volatile boolean isPaused;

    /// Set when what is asked for has changed and the owner has not yet begun to look at it.
    private final AtomicBoolean isChanged = new AtomicBoolean();

    /// Changed by the owner only.
    private final Map<K, Kept<S>> links = new ConcurrentHashMap<>();

    /// Starts no thread yet.
    ///
    /// @param kind for threads: `shovels`
    /// @param plans how a link with these settings is done
    public LinkKeeper(String kind, BiFunction<K, S, LinkPlan> plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
        this.owner = Executors.newSingleThreadExecutor(Thread.ofVirtual().name(kind).factory());
    }

    /// Says which links there are to be from now on, or from [#resume] on. Does not wait.
    public void want(Map<K, S> all) {
        wanted = Map.copyOf(all);
        changed();
    }

    /// Ends all links, and starts none until [#resume]. Does not wait.
    public void pause() {
        isPaused = true;
        changed();
    }

    /// Begins those that are wanted by now. Does not wait.
    public void resume() {
        isPaused = false;
        changed();
    }

    private void changed() {
        if (isChanged.compareAndSet(false, true)) {
            execute(this::follow);
        }
    }

    private void execute(Runnable task) {
        try {
            owner.execute(task);
        } catch (RejectedExecutionException ignoredTheKeeperIsClosed) {
            log.debug("nothing is begun any more");
        }
    }

    private void follow() {
        isChanged.set(false);
        Map<K, S> now = isPaused ? Map.of() : wanted;
        Map<K, Kept<S>> unwanted = new HashMap<>(links);
        unwanted.entrySet()
                .removeIf(entry -> entry.getValue().settings().equals(now.get(entry.getKey())));
        stop(unwanted);
        now.forEach((key, settings) -> {
            if (!links.containsKey(key)) {
                start(key, settings);
            }
        });
    }

    private void start(K key, S settings) {
        LinkPlan plan = plans.apply(key, settings);
        if (links.size() >= LINKS_MAX) {
            log.error("{} is not started: there are {} already", plan.name(), LINKS_MAX);
            return;
        }
        links.put(key, new Kept<>(settings, Link.start(plan, clock)));
    }

    private void stop(Map<K, Kept<S>> some) {
        some.values().forEach(kept -> kept.link().stop());
        some.forEach((key, kept) -> {
            try {
                if (!kept.link().awaitEnd(STOP_MILLIS_MAX)) {
                    log.warn("{} has not ended in {} ms", key, STOP_MILLIS_MAX);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            links.remove(key, kept);
        });
    }

    /// Ends a link, if there is one, and begins it anew. Does not wait.
    public void restart(K key) {
        execute(() -> {
            Kept<S> kept = links.get(key);
            if (kept != null) {
                stop(Map.of(key, kept));
                start(key, kept.settings());
            }
        });
    }

    /// Null when there is no such link, or none any more.
    public @Nullable Seen<S> seenOrNull(K key) {
        Kept<S> kept = links.get(key);
        return kept == null ? null : new Seen<>(kept.settings(), kept.link().status());
    }

    /// All links, in no order.
    public Map<K, Seen<S>> seen() {
        Map<K, Seen<S>> all = new HashMap<>();
        links.forEach(
                (key, kept) -> all.put(key, new Seen<>(kept.settings(), kept.link().status())));
        return all;
    }

    /// Ends all links, and waits for them.
    @Override
    public void close() {
        want(Map.of());
        owner.shutdown();
        try {
            if (!owner.awaitTermination(2 * STOP_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                log.warn("links have not ended in {} ms", 2 * STOP_MILLIS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
