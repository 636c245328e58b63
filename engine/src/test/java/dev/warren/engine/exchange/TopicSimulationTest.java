package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The trie against [NaiveTopic], with bindings that come and go.
class TopicSimulationTest {

    private static final Seeds SEEDS = Seeds.of(5_000);
    private static final int STEPS = 60;
    private static final List<String> WORDS = List.of("a", "b", "", "*", "#", "#", "ab", "*a");

    @Test
    void trieFindsWhatTheNaiveMatcherFinds() {
        SEEDS.play(TopicSimulationTest::run);
    }

    private static void run(long seed) {
        Random random = new Random(seed);
        Bound topic = new Bound("topic");
        // Queue by name, with its pattern.
        TreeMap<String, String> bound = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            String queue = "q" + random.nextInt(12);
            String known = bound.remove(queue);
            if (known == null) {
                String pattern = randomKey(random);
                bound.put(queue, pattern);
                topic.to(queue, pattern);
            } else {
                topic.without(queue, known);
            }
            String key = randomKey(random);
            List<String> expected =
                    bound.entrySet().stream()
                            .filter(e -> NaiveTopic.matches(e.getValue(), key))
                            .map(e -> e.getKey())
                            .toList();
            assertThat(topic.queuesFor(key))
                    .as("step %d, key '%s', bound %s", step, key, bound)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String randomKey(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining("."));
    }
}
