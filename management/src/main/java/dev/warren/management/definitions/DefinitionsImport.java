package dev.warren.management.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
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
    private final ParameterChecks checks;
    private final SecureRandom random = new SecureRandom();

    /// @param checks what is asked of runtime parameters that other rooms serve
    public DefinitionsImport(PasswordRules passwords, ParameterChecks checks) {
        this.passwords = passwords;
        this.checks = checks;
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
                DefinitionsReader.read(root, topology::userOrNull, passwords, random, null);
        Sieve sieve = new Sieve(file.toString(), checks);
        Trial trial = new Trial(checks);
        Topology changed = topology;
        int count = 0;
        for (TopologyCommand command : commands) {
            TopologyCommand meant = sieve.siftOrNull(command);
            if (meant != null) {
                changed = trial.after(changed, meant);
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
}
