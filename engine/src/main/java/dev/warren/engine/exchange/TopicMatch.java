package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One key's way through the trie, word by word, on all fitting paths at once.
///
/// It holds the nodes where the words read so far may lead. A `#` node, once reached, may swallow
/// any further word, so it stays to the end; reaching it again adds nothing. Hence no node is
/// visited twice for one word, and the work is bounded by words times fitting nodes. (Trying every
/// length for every `#` is exponential for a binding like `#.a.#.a.#.a` and a key of many `a`: a
/// client could stop the broker with it.)
///
/// Owned by the one call that made it.
final class TopicMatch {

    /// Nodes reached by a word or a `*`: good for the next word only.
    private List<TopicNode> active = new ArrayList<>();

    /// Nodes reached by a `#`: good for all that follows. In order, and each once.
    private final List<TopicNode> lasting = new ArrayList<>();

    /// The same, to find them again. Nodes have no equality but their identity.
    private final Set<TopicNode> lastingSet = new HashSet<>();

    TopicMatch(TopicNode root) {
        active.add(root);
        reachHashOf(root);
    }

    void run(Words key, DestinationSink sink) {
        for (int i = 0; i < key.count(); i++) {
            step(key.word(i));
        }
        active.forEach(node -> node.here().sendTo(sink));
        lasting.forEach(node -> node.here().sendTo(sink));
    }

    private void step(ShortString word) {
        List<TopicNode> before = active;
        int lastingBefore = lasting.size();
        active = new ArrayList<>();
        for (TopicNode node : before) {
            leave(node, word);
        }
        for (int i = 0; i < lastingBefore; i++) {
            leave(lasting.get(i), word);
        }
    }

    private void leave(TopicNode node, ShortString word) {
        enter(node.wordOrNull(word));
        enter(node.starOrNull());
    }

    private void enter(@Nullable TopicNode node) {
        if (node != null) {
            active.add(node);
            reachHashOf(node);
        }
    }

    /// A `#` may stand for no word at all: its node is reached together with its parent.
    private void reachHashOf(TopicNode parent) {
        TopicNode hash = parent.hashOrNull();
        while (hash != null && lastingSet.add(hash)) {
            lasting.add(hash);
            hash = hash.hashOrNull();
        }
    }
}
