package dev.warren.engine.auth;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.time.FakeClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AskedRightsTest {

    private static final User U = new User("u", PasswordHash.NONE, Set.of());
    private static final Resource Q = Resource.queue("/", ShortString.of("q"));

    private final List<String> asked = new ArrayList<>();
    private final Map<Question, Verdict> answers = new HashMap<>();
    private final FakeClock clock = new FakeClock();
    private final Authorizer authorizer =
            (asker, question) -> {
                asked.add(said(question));
                return CompletableFuture.completedStage(
                        answers.getOrDefault(question, Verdict.ALLOWED));
            };
    private final Access access =
            new Access(U, "/", new AskedRights(authorizer, "10.0.0.1", clock));

    private static String said(Question question) {
        return switch (question) {
            case Question.Entry _ -> "entry";
            case Question.OfResource(Right right, Resource resource) ->
                    right.word() + " " + resource.name();
            case Question.OfTopic(Right right, _, ShortString key) -> right.word() + " #" + key;
            case Question.Any _ -> "any";
        };
    }

    /// As a channel does it: again when the answer is there.
    private static void untilAnswered(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (RightsPending pending) {
                pending.remember(pending.answer().toCompletableFuture().join());
            }
        }
    }

    private static Question configure(Resource resource) {
        return new Question.OfResource(Right.CONFIGURE, resource);
    }

    @Test
    void whatIsAllowedIsAskedOnceAndAgainLater() {
        untilAnswered(() -> access.requireWrite(Q));
        clock.advance(59_999);
        untilAnswered(() -> access.requireWrite(Q));
        assertThat(asked).containsExactly("write q");

        clock.advance(1);
        untilAnswered(() -> access.requireWrite(Q));
        assertThat(asked).containsExactly("write q", "write q");
    }

    @Test
    void whatIsRefusedIsAskedAnew() {
        answers.put(configure(Q), Verdict.REFUSED);
        Runnable work = () -> untilAnswered(() -> access.requireConfigure(Q));

        String text = "configure access to queue 'q' in vhost '/' refused for user 'u'";
        assertRefused(work::run, 403, text);
        assertRefused(work::run, 403, text);
        answers.clear();

        assertThatCode(work::run).doesNotThrowAnyException();
        assertThat(asked).hasSize(3);
    }

    @Test
    void failureIsARefusalThatSaysSo() {
        answers.put(new Question.Entry(), new Verdict.Failed("backend b returned an error: e"));

        assertRefused(
                () -> untilAnswered(access::requireVhost),
                530,
                "access to vhost '/' refused for user 'u', backend b returned an error: e");
    }

    @Test
    void passiveDeclareAsksUntilOneIsAllowed() {
        answers.put(configure(Q), Verdict.REFUSED);
        untilAnswered(() -> access.requireAny(Q));

        assertThat(asked).containsExactly("configure q", "write q");
    }

    @Test
    void passiveDeclareWithoutAnyRightIsRefused() {
        for (Right right : Right.values()) {
            answers.put(new Question.OfResource(right, Q), Verdict.REFUSED);
        }

        assertRefused(
                () -> untilAnswered(() -> access.requireAny(Q)),
                403,
                "configure access to queue 'q' in vhost '/' refused for user 'u'");
        assertThat(asked).containsExactly("configure q", "write q", "read q");
    }

    @Test
    void oldestAnswerGoesWhenThereAreTooMany() {
        Resource exchange = Resource.exchange("/", ShortString.of("x"));
        for (int i = 0; i <= AskedRights.ANSWERS_MAX; i++) {
            ShortString key = ShortString.of("k" + i);
            untilAnswered(() -> access.requireTopicWrite(exchange, key));
        }
        asked.clear();

        untilAnswered(() -> access.requireTopicWrite(exchange, ShortString.of("k1")));
        assertThat(asked).isEmpty();
        untilAnswered(() -> access.requireTopicWrite(exchange, ShortString.of("k0")));
        assertThat(asked).containsExactly("write #k0");
    }

    @Test
    void cacheAnswersForAllConnections() {
        Authorizer cache = new CachingAuthorizer(authorizer, clock, 1_000_000, false);
        answers.put(configure(Q), Verdict.REFUSED);

        for (int i = 0; i < 2; i++) {
            Access fresh = new Access(U, "/", new AskedRights(cache, "10.0.0." + i, clock));
            untilAnswered(() -> fresh.requireRead(Q));
            assertRefused(
                    () -> untilAnswered(() -> fresh.requireConfigure(Q)),
                    403,
                    "configure access to queue 'q' in vhost '/' refused for user 'u'");
            untilAnswered(fresh::requireVhost);
        }

        assertThat(asked).containsExactly("read q", "configure q", "entry", "configure q", "entry");
    }

    @Test
    void cacheForgetsInTime() {
        Authorizer cache = new CachingAuthorizer(authorizer, clock, 1_000_000, true);
        answers.put(configure(Q), Verdict.REFUSED);
        Authorizer.Asker asker = new Authorizer.Asker(U, "/", "");
        Question.OfResource question = new Question.OfResource(Right.CONFIGURE, Q);

        cache.ask(asker, question);
        cache.ask(asker, question);
        assertThat(asked).hasSize(1);
        clock.advance(1);
        cache.ask(asker, question);
        assertThat(asked).hasSize(2);
    }
}
