package dev.warren.links.federation;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Keeps the bindings upstream as those here. Owned by the link's thread.
final class BindingMirror {

    private final UpstreamExchange there;
    private final Set<BoundFrom.Wanted> bound = new HashSet<>();

    BindingMirror(UpstreamExchange there) {
        this.there = there;
    }

    /// Binds first, so that nothing is missed that one of the others would have brought.
    void follow(Set<BoundFrom.Wanted> wanted) throws IOException {
        for (BoundFrom.Wanted binding : BoundFrom.less(wanted, bound)) {
            there.bind(binding);
            bound.add(binding);
        }
        for (BoundFrom.Wanted binding : BoundFrom.less(bound, wanted)) {
            there.unbind(binding);
            bound.remove(binding);
        }
    }
}
