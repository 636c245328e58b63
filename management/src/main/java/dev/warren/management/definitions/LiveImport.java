package dev.warren.management.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.management.http.Waits;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings definitions into a node that runs. Any thread that may wait.
///
/// All of them are tried on a snapshot first, so that definitions with a mistake change nothing.
/// What others change in the same moment may still make the rest fail half way.
public final class LiveImport {

    /// So many changes are on their way at once.
    private static final int UNDER_WAY_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(LiveImport.class);

    private final Broker broker;
    private final PasswordRules passwords;
    private final ParameterChecks checks;
    private final SecureRandom random = new SecureRandom();

    /// @param checks what is asked of runtime parameters that other rooms serve
    public LiveImport(Broker broker, PasswordRules passwords, ParameterChecks checks) {
        this.broker = broker;
        this.passwords = passwords;
        this.checks = checks;
    }

    /// Merges them with what is there, as at a start ([DefinitionsImport]).
    ///
    /// @param vhost where all of it goes, and nothing else: no users, no other virtual hosts; null
    ///   when everything is meant
    /// @param by who imports
    public void bring(JsonNode root, @Nullable String vhost, String by)
            throws DefinitionsException {
        List<TopologyCommand> changes = changes(root, vhost);
        Deque<CompletionStage<Applied>> underWay = new ArrayDeque<>();
        for (TopologyCommand change : changes) {
            if (underWay.size() == UNDER_WAY_MAX) {
                Waits.on(underWay.remove());
            }
            underWay.add(broker.submit(change, by));
        }
        underWay.forEach(Waits::on);
        LOG.info("imported {} definitions for user '{}'", changes.size(), by);
    }

    private List<TopologyCommand> changes(JsonNode root, @Nullable String vhost)
            throws DefinitionsException {
        Topology changed = broker.topology();
        List<TopologyCommand> commands =
                DefinitionsReader.read(root, changed::userOrNull, passwords, random, vhost);
        Trial trial = new Trial(checks);
        Sieve sieve = new Sieve("the HTTP API", checks);
        List<TopologyCommand> changes = new ArrayList<>();
        for (TopologyCommand command : commands) {
            TopologyCommand meant = sieve.siftOrNull(command);
            if (meant != null && !Trial.isThere(changed, meant)) {
                changed = trial.after(changed, meant);
                changes.add(meant);
            }
        }
        return changes;
    }
}
