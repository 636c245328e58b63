package dev.warren.links.shovel;

import dev.warren.codec.value.FieldValue;
import org.jspecify.annotations.Nullable;

/// The parameter of a shovel as it was set at one time: what is set again is another order, though
/// it may say the same. So a shovel that has deleted itself begins anew when somebody sets it
/// again.
final class ShovelOrder {

    private final FieldValue parameter;
    private final ShovelProgress progress = new ShovelProgress();

    ShovelOrder(FieldValue parameter) {
        this.parameter = parameter;
    }

    FieldValue parameter() {
        return parameter;
    }

    /// How far it is carried out.
    ShovelProgress progress() {
        return progress;
    }

    /// Parameters stay the same object in all snapshots until they are set.
    @Override
    @SuppressWarnings("ReferenceEquality") // which one it is, not what it says
    public boolean equals(@Nullable Object other) {
        return other instanceof ShovelOrder that && that.parameter == parameter;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(parameter);
    }
}
