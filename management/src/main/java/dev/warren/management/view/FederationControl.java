package dev.warren.management.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The links of federation of a node. Any thread but a lane.
public interface FederationControl {

    /// A node without federation.
    FederationControl NONE =
            new FederationControl() {
                @Override
                public List<Link> links() {
                    return List.of();
                }

                @Override
                public boolean restart(String id) {
                    return false;
                }
            };

    /// A link as it is now.
    ///
    /// @param target what messages come to
    /// @param source what they come from
    /// @param state how it is doing
    record Link(String id, Target target, Source source, State state) {}

    /// @param isExchange or else a queue
    record Target(String vhost, boolean isExchange, String name) {}

    /// @param upstream the name of the upstream
    /// @param name of the exchange or queue there
    /// @param uri without a password
    /// @param consumerTag under which it is consumed
    record Source(String upstream, String name, String uri, String consumerTag) {}

    /// @param status a word: `starting`, `running`, `error`
    /// @param error why it does not run; null when it does
    /// @param sinceMillis by the wall clock
    record State(String status, @Nullable String error, long sinceMillis) {

        /// Whether it neither runs nor is about to.
        public boolean isDown() {
            return error != null;
        }
    }

    /// All links that there should be.
    List<Link> links();

    /// Ends a link and begins it anew; does not wait. False when there is none.
    boolean restart(String id);
}
