package dev.warren.management.definitions;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyCheck;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves out what definitions of RabbitMQ may have and what means nothing here, and says so in one
/// log line each. For one import.
final class Sieve {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsImport.class);

    private final String source;
    private final ParameterChecks checks;

    /// Queues and exchanges that were left out: so are their bindings.
    private final Set<Resource> leftOut = new HashSet<>();

    /// @param source where they come from, for the log
    /// @param checks which runtime parameters mean something
    Sieve(String source, ParameterChecks checks) {
        this.source = source;
        this.checks = checks;
    }

    /// The command as far as it means something; null when it does not.
    @Nullable TopologyCommand siftOrNull(TopologyCommand command) {
        return switch (command) {
            case TopologyCommand.SetPolicy c -> policyOrNull(c);
            case TopologyCommand.SetParameter c when !checks.isKnown(c.parameter().component()) ->
                    leaveOut(
                            "the parameter '%s' in vhost '%s': nothing here is called '%s'"
                                    .formatted(
                                            c.parameter().name(),
                                            c.vhost(),
                                            c.parameter().component()));
            case TopologyCommand.DeclareQueue c when !QueueType.isServed(c.options().arguments()) ->
                    leaveOut(Resource.queue(c.vhost(), c.queue()), "such queues");
            case TopologyCommand.DeclareExchange c when !isKnown(c.definition().type()) ->
                    leaveOut(Resource.exchange(c.vhost(), c.definition().name()), "such exchanges");
            case TopologyCommand.BindQueue c ->
                    isBoundByItself(c.exchange())
                            ? null
                            : bindingOrNull(
                                    c,
                                    c.vhost(),
                                    c.exchange(),
                                    Resource.queue(c.vhost(), c.queue()));
            case TopologyCommand.BindExchange c ->
                    bindingOrNull(
                            c,
                            c.vhost(),
                            c.source(),
                            Resource.exchange(c.vhost(), c.destination()));
            default -> command;
        };
    }

    /// Every queue is bound to the exchange without a name.
    private static boolean isBoundByItself(ShortString exchange) {
        return exchange.isEmpty();
    }

    private static boolean isKnown(String exchangeType) {
        return ExchangeTypes.all().stream().anyMatch(type -> type.name().equals(exchangeType));
    }

    private @Nullable TopologyCommand policyOrNull(TopologyCommand.SetPolicy command) {
        Policy policy = command.policy();
        FieldTable known = policy.definition();
        for (FieldTable.Entry entry : policy.definition().entries()) {
            String key = entry.name().toString();
            if (!PolicyCheck.isKnown(command.kind(), key)) {
                leaveOut(
                        "'%s' of the policy '%s' in vhost '%s': it is not known here"
                                .formatted(key, policy.name(), command.vhost()));
                known = known.without(key);
            }
        }
        return known.isEmpty() && !policy.definition().isEmpty()
                ? null
                : new TopologyCommand.SetPolicy(
                        command.vhost(),
                        command.kind(),
                        new Policy(
                                policy.name(),
                                policy.pattern(),
                                known,
                                policy.priority(),
                                policy.applyTo()));
    }

    private @Nullable TopologyCommand bindingOrNull(
            TopologyCommand command, String vhost, ShortString source, Resource destination) {
        Resource exchange = Resource.exchange(vhost, source);
        return leftOut.contains(exchange) || leftOut.contains(destination)
                ? leaveOut("the binding from %s to %s".formatted(exchange, destination))
                : command;
    }

    private @Nullable TopologyCommand leaveOut(Resource resource, String what) {
        leftOut.add(resource);
        return leaveOut("the %s: there are no %s here".formatted(resource, what));
    }

    private @Nullable TopologyCommand leaveOut(String what) {
        LOG.warn("not imported from {}: {}", source, what);
        return null;
    }
}
