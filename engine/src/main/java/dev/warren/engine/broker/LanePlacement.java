package dev.warren.engine.broker;

import dev.warren.engine.lane.Lane;
import java.util.List;
import java.util.Locale;

/// Chooses the lane that a new queue lives on.
public enum LanePlacement {
    /// Where its declarer lives: a small load then runs on one lane and pays no hop.
    FILLED {
        @Override
        public Lane choose(List<? extends Lane> lanes, Lane declarer, long queueId) {
            return declarer;
        }
    },
    /// Anywhere but where its declarer lives, so that tests see every hop.
    SCATTERED {
        @Override
        public Lane choose(List<? extends Lane> lanes, Lane declarer, long queueId) {
            int others = lanes.size() - 1;
            return others == 0
                    ? declarer
                    : lanes.get((int) ((declarer.index() + 1 + queueId % others) % lanes.size()));
        }
    };

    /// The lane for a queue with this id, declared from that lane.
    public abstract Lane choose(List<? extends Lane> lanes, Lane declarer, long queueId);

    /// `filled` or `scattered`; throws [IllegalArgumentException] for anything else.
    public static LanePlacement of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
