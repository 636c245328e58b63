package dev.warren.server.config;

import java.util.List;

/// What came of reading a configuration.
public sealed interface ConfigurationResult {

    /// It can be started with. The warnings are for the log.
    record Accepted(ServerConfiguration configuration, List<Problem> warnings)
            implements ConfigurationResult {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /// It cannot. All that is wrong, in the order it is written; never empty.
    record Refused(List<Problem> problems) implements ConfigurationResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
