package dev.warren.engine.topology;

import dev.warren.codec.value.FieldValue;
import java.util.List;

/// What another room asks of the runtime parameters of its component. Pure but for what it asks
/// about the setter; any thread that may wait.
@FunctionalInterface
public interface ParameterCheck {

    /// Who wants to set a parameter.
    interface Setter {

        /// The node itself, as it reads its definitions: may enter everywhere.
        Setter NODE =
                new Setter() {
                    @Override
                    public String name() {
                        return Applied.THE_NODE;
                    }

                    @Override
                    public boolean mayEnter(String vhost) {
                        return true;
                    }
                };

        String name();

        /// Whether the virtual host exists and the setter has any permission there.
        boolean mayEnter(String vhost);
    }

    /// All that is wrong, in RabbitMQ's words and order; empty when nothing is. The words are shown
    /// and logged: there are no secrets in them.
    ///
    /// @param name of the parameter
    List<String> faults(String name, FieldValue value, Setter setter);
}
