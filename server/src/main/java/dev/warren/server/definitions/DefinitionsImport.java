package dev.warren.server.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.codec.value.AmqpException;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the definitions of a file into a topology: a function from one value to the next, for the
/// start of a node. Any thread that may block.
public final class DefinitionsImport {

    /// A larger file is refused: definitions are read as a whole.
    private static final long FILE_BYTES_MAX = 256L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsImport.class);

    private final PasswordRules passwords;
    private final SecureRandom random = new SecureRandom();

    public DefinitionsImport(PasswordRules passwords) {
        this.passwords = passwords;
    }

    /// The topology with what a file says, or all files of a directory that end with `.json`, by
    /// name. What is there already stays; users, permissions, policies, parameters and descriptions
    /// are replaced by those of the same name.
    public Topology into(Topology topology, Path path) throws DefinitionsException {
        Topology changed = topology;
        for (Path file : files(path)) {
            try {
                changed = apply(changed, file);
            } catch (DefinitionsException e) {
                throw new DefinitionsException(
                        "cannot import the definitions in " + file + ": " + e.getMessage(), e);
            }
        }
        return changed;
    }

    private static List<Path> files(Path path) throws DefinitionsException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new DefinitionsException("cannot read the directory " + path, e);
        }
    }

    private Topology apply(Topology topology, Path file) throws DefinitionsException {
        JsonNode root = read(file);
        List<TopologyCommand> commands =
                DefinitionsReader.read(root, topology::userOrNull, passwords, random);
        Sieve sieve = new Sieve(file);
        Topology changed = topology;
        int count = 0;
        for (TopologyCommand command : commands) {
            TopologyCommand meant = sieve.siftOrNull(command);
            if (meant != null) {
                changed = apply(changed, meant);
                count++;
            }
        }
        LOG.info("imported {} definitions from {}", count, file);
        return changed;
    }

    private static JsonNode read(Path file) throws DefinitionsException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new DefinitionsException("is larger than " + FILE_BYTES_MAX + " bytes");
            }
            return new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new DefinitionsException("is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DefinitionsException("it cannot be read", e);
        }
    }

    private static Topology apply(Topology topology, TopologyCommand command)
            throws DefinitionsException {
        if (isThere(topology, command)) {
            return topology;
        }
        try {
            return TopologyMachine.apply(topology, command).topology();
        } catch (AmqpException refused) {
            throw new DefinitionsException(refused.replyText() + " (" + command + ")", refused);
        }
    }

    /// Whether it declares what exists, however it was declared.
    private static boolean isThere(Topology topology, TopologyCommand command) {
        return switch (command) {
            // Older files say only that it exists.
            case TopologyCommand.AddVhost(VirtualHostDefinition vhost) ->
                    vhost.equals(VirtualHostDefinition.of(vhost.name()))
                            && topology.vhostOrNull(vhost.name()) != null;
            case TopologyCommand.DeclareQueue c ->
                    vhostHas(topology, c.vhost(), v -> v.queueOrNull(c.queue()) != null);
            case TopologyCommand.DeclareExchange c ->
                    vhostHas(
                            topology,
                            c.vhost(),
                            v -> v.exchangeOrNull(c.definition().name()) != null);
            default -> false;
        };
    }

    private static boolean vhostHas(
            Topology topology, String vhost, Predicate<VirtualHost> question) {
        VirtualHost known = topology.vhostOrNull(vhost);
        return known != null && question.test(known);
    }
}
