package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/// A place in the trie of topic bindings: what is bound here, and where a word, `*` or `#` leads.
/// Immutable.
///
/// ```
///   root --stock--> * --> usd      "stock.*.usd"
///     \--- # --> error             "#.error"
/// ```
///
/// A change copies the nodes on one key's path and shares all others. A node without bindings and
/// children is never kept.
final class TopicNode {

    static final TopicNode EMPTY =
            new TopicNode(BindingSet.EMPTY, ExtensionsKt.persistentHashMapOf(), null, null);

    private static final ShortString STAR = ShortString.of("*");
    private static final ShortString HASH = ShortString.of("#");

    private final BindingSet here;
    private final PersistentMap<ShortString, TopicNode> words;
    private final @Nullable TopicNode star;
    private final @Nullable TopicNode hash;

    private TopicNode(
            BindingSet here,
            PersistentMap<ShortString, TopicNode> words,
            @Nullable TopicNode star,
            @Nullable TopicNode hash) {
        this.here = here;
        this.words = words;
        this.star = star;
        this.hash = hash;
    }

    BindingSet here() {
        return here;
    }

    @Nullable TopicNode wordOrNull(ShortString word) {
        return words.get(word);
    }

    @Nullable TopicNode starOrNull() {
        return star;
    }

    @Nullable TopicNode hashOrNull() {
        return hash;
    }

    /// This node with a binding below it, where the words from `depth` on lead.
    TopicNode with(Words key, int depth, Binding binding) {
        if (depth == key.count()) {
            return withHere(here.with(binding));
        }
        ShortString word = key.word(depth);
        TopicNode child = childOrNull(word);
        TopicNode changed = (child == null ? EMPTY : child).with(key, depth + 1, binding);
        return changed == child ? this : withChild(word, changed);
    }

    /// This node without a binding below it. Returns itself when the binding is not there.
    TopicNode without(Words key, int depth, Binding binding) {
        if (depth == key.count()) {
            return withHere(here.without(binding));
        }
        ShortString word = key.word(depth);
        TopicNode child = childOrNull(word);
        if (child == null) {
            return this;
        }
        TopicNode changed = child.without(key, depth + 1, binding);
        if (changed == child) {
            return this;
        }
        return withChild(word, changed.isEmpty() ? null : changed);
    }

    private @Nullable TopicNode childOrNull(ShortString word) {
        if (word.equals(STAR)) {
            return star;
        }
        return word.equals(HASH) ? hash : words.get(word);
    }

    private TopicNode withHere(BindingSet changed) {
        return changed == here ? this : new TopicNode(changed, words, star, hash);
    }

    private TopicNode withChild(ShortString word, @Nullable TopicNode child) {
        if (word.equals(STAR)) {
            return new TopicNode(here, words, child, hash);
        }
        if (word.equals(HASH)) {
            return new TopicNode(here, words, star, child);
        }
        PersistentMap<ShortString, TopicNode> changed =
                child == null ? words.removing(word) : words.putting(word, child);
        return new TopicNode(here, changed, star, hash);
    }

    private boolean isEmpty() {
        return here.isEmpty() && words.isEmpty() && star == null && hash == null;
    }
}
