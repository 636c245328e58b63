package dev.warren.engine.exchange;

import java.util.List;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/// An immutable list of bindings of which a number chooses one. Two bindings to one destination are
/// two chances for it.
final class BindingList {

    static final BindingList EMPTY = new BindingList(ExtensionsKt.persistentHashSetOf());

    private final PersistentSet<Binding> bindings;

    /// Made by whoever routes first after a change, the same by everyone: a racing lane makes it
    /// twice.
    private @Nullable Sorted sorted;

    private record Sorted(List<Destination> destinations) {}

    private BindingList(PersistentSet<Binding> bindings) {
        this.bindings = bindings;
    }

    BindingList with(Binding binding) {
        return changedTo(bindings.adding(binding));
    }

    BindingList without(Binding binding) {
        return changedTo(bindings.removing(binding));
    }

    @SuppressWarnings(
            "ReferenceEquality") // the library gives the same set back when nothing changed
    private BindingList changedTo(PersistentSet<Binding> changed) {
        return changed == bindings ? this : new BindingList(changed);
    }

    boolean isEmpty() {
        return bindings.isEmpty();
    }

    int size() {
        return bindings.size();
    }

    /// In [DestinationOrder].
    Destination get(int index) {
        Sorted known = sorted;
        if (known == null) {
            known =
                    new Sorted(
                            bindings.stream()
                                    .map(Binding::destination)
                                    .sorted(DestinationOrder.BY_NAME)
                                    .toList());
            sorted = known;
        }
        return known.destinations().get(index);
    }
}
