package dev.warren.management.view;

import java.util.List;
import java.util.Map;

/// What the node does as a client of brokers. Any thread.
public interface NodeLinks {

    /// A node that does nothing of the kind.
    NodeLinks NONE =
            new NodeLinks() {
                @Override
                public List<Shovel> shovels() {
                    return List.of();
                }

                @Override
                public void restartShovel(String vhost, String name) {
                    throw new IllegalStateException("no shovels here");
                }

                @Override
                public FederationControl federation() {
                    return FederationControl.NONE;
                }
            };

    /// A shovel that has something to do.
    ///
    /// @param state `starting`, `running` or `terminated`
    /// @param facts what is known of it in this state, by RabbitMQ's names, without passwords
    record Shovel(
            String vhost, String name, String state, long sinceMillis, Map<String, Object> facts) {}

    /// By virtual host and name.
    List<Shovel> shovels();

    /// Begins one anew that exists, and does not wait for it.
    void restartShovel(String vhost, String name);

    FederationControl federation();
}
