package dev.warren.engine.exchange;

import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;

/// An immutable set of bindings that all match together: those of one key, or of one place in the
/// topic trie.
///
/// Keeps bindings and not destinations, because two bindings that differ in their arguments may
/// lead to one destination, and taking one of them away leaves the other.
final class BindingSet {

    static final BindingSet EMPTY = new BindingSet(ExtensionsKt.persistentHashSetOf());

    private final PersistentSet<Binding> bindings;

    private BindingSet(PersistentSet<Binding> bindings) {
        this.bindings = bindings;
    }

    BindingSet with(Binding binding) {
        return changedTo(bindings.adding(binding));
    }

    BindingSet without(Binding binding) {
        return changedTo(bindings.removing(binding));
    }

    @SuppressWarnings(
            "ReferenceEquality") // the library gives the same map back when nothing changed
    private BindingSet changedTo(PersistentSet<Binding> changed) {
        if (changed == bindings) {
            return this;
        }
        return changed.isEmpty() ? EMPTY : new BindingSet(changed);
    }

    boolean isEmpty() {
        return bindings.isEmpty();
    }

    Set<Binding> bindings() {
        return bindings;
    }

    void sendTo(DestinationSink sink) {
        for (Binding binding : bindings) {
            sink.accept(binding.destination());
        }
    }
}
