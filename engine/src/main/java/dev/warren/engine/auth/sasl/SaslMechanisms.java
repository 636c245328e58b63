package dev.warren.engine.auth.sasl;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The mechanisms a listener offers, in the order of its configuration.
public final class SaslMechanisms {

    /// Every mechanism that needs no configuration of its own.
    private static final Map<String, SaslMechanism> KNOWN =
            Map.of(
                    Plain.NAME, new Plain(),
                    AmqPlain.NAME, new AmqPlain(),
                    RabbitCrDemo.NAME, new RabbitCrDemo(),
                    External.NAME, new External(null));

    private static final SaslMechanisms DEFAULT = of("PLAIN", "AMQPLAIN");

    private final List<SaslMechanism> offered;
    private final boolean hasExternal;

    private SaslMechanisms(List<SaslMechanism> offered) {
        this.offered = List.copyOf(offered);
        this.hasExternal = offered.stream().anyMatch(External.class::isInstance);
    }

    /// `PLAIN AMQPLAIN`, as RabbitMQ without `ANONYMOUS`.
    public static SaslMechanisms standard() {
        return DEFAULT;
    }

    /// Throws [IllegalArgumentException] for a name that is not known, or that needs configuration.
    public static SaslMechanisms of(String... names) {
        return new SaslMechanisms(Stream.of(names).map(SaslMechanisms::known).toList());
    }

    /// Whether the broker could speak it, offered or not.
    public static boolean isKnown(String name) {
        return KNOWN.containsKey(name) || name.equals(Anonymous.NAME);
    }

    private static SaslMechanism known(String name) {
        SaslMechanism mechanism = KNOWN.get(name);
        if (mechanism == null) {
            throw new IllegalArgumentException("unknown SASL mechanism " + name);
        }
        return mechanism;
    }

    /// These and one more, such as [Anonymous].
    public SaslMechanisms and(SaslMechanism mechanism) {
        return new SaslMechanisms(Stream.concat(offered.stream(), Stream.of(mechanism)).toList());
    }

    /// Whether `EXTERNAL` is among them, for clients that can use it.
    public boolean hasExternal() {
        return hasExternal;
    }

    /// Those for one client: `EXTERNAL` is there only when its certificate was verified.
    ///
    /// @param certifiedName what the certificate calls the client; null when there is none
    public SaslMechanisms forClient(@Nullable String certifiedName) {
        if (!hasExternal) {
            return this;
        }
        return new SaslMechanisms(
                offered.stream()
                        .filter(m -> certifiedName != null || !(m instanceof External))
                        .map(m -> m instanceof External ? new External(certifiedName) : m)
                        .toList());
    }

    public @Nullable SaslMechanism offeredOrNull(String name) {
        return offered.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    }

    /// As `connection.start` lists them: `PLAIN AMQPLAIN`.
    public String names() {
        return String.join(" ", offered.stream().map(SaslMechanism::name).toList());
    }
}
