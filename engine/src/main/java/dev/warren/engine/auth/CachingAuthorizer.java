package dev.warren.engine.auth;

import dev.warren.engine.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers for a while what a slow back end has said about rights, for all connections. Any
/// thread. Refusals are remembered when asked for, failures never.
public final class CachingAuthorizer implements Authorizer {

    /// When so many answers are remembered, all are forgotten.
    static final int ENTRIES_MAX = 10_000;

    /// Where somebody comes from matters at the door only.
    private static final String ANYWHERE = "";

    private record Asked(Asker asker, Question.Single question) {}

    private record Known(Verdict verdict, long untilNanos) {}

    private final Authorizer asked;
    private final Clock clock;
    private final long ttlNanos;
    private final boolean cachesRefusals;
    private final Map<Asked, Known> answers = new ConcurrentHashMap<>();

    public CachingAuthorizer(Authorizer asked, Clock clock, long ttlNanos, boolean cachesRefusals) {
        this.asked = asked;
        this.clock = clock;
        this.ttlNanos = ttlNanos;
        this.cachesRefusals = cachesRefusals;
    }

    @Override
    public CompletionStage<Verdict> ask(Asker asker, Question.Single question) {
        Asked key =
                new Asked(
                        question instanceof Question.Entry
                                ? asker
                                : new Asker(asker.user(), asker.vhost(), ANYWHERE),
                        question);
        Known known = answers.get(key);
        if (known != null && clock.monotonicNanos() - known.untilNanos() < 0) {
            return CompletableFuture.completedStage(known.verdict());
        }
        return asked.ask(asker, question).thenApply(verdict -> remember(key, verdict));
    }

    private Verdict remember(Asked key, Verdict verdict) {
        boolean isKept =
                switch (verdict) {
                    case Verdict.Allowed _ -> true;
                    case Verdict.Refused _ -> cachesRefusals;
                    case Verdict.Failed _ -> false;
                };
        if (isKept) {
            if (answers.size() >= ENTRIES_MAX) {
                answers.clear();
            }
            answers.put(key, new Known(verdict, clock.monotonicNanos() + ttlNanos));
        }
        return verdict;
    }
}
