package dev.warren.management.http;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.AskedRights;
import dev.warren.engine.auth.RightsPending;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.ParameterCheck;
import dev.warren.engine.topology.Topology;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who asks, and what they may do. Belongs to one request and its thread.
///
/// @param asked who knows the rights; null when they are the broker's own
public record Caller(Broker broker, User user, @Nullable AskedRights asked)
        implements ParameterCheck.Setter {

    private static final String MONITORING = "monitoring";
    private static final String POLICYMAKER = "policymaker";
    private static final String MANAGEMENT = "management";

    @Override
    public String name() {
        return user.name();
    }

    /// Whether it is the node's own command line, and not a user with the name that it has.
    @SuppressWarnings("ReferenceEquality") // whoever is equal may come from elsewhere
    public boolean isLocal() {
        return user == LocalToken.OWNER;
    }

    public boolean isAdministrator() {
        return user.hasTag(User.ADMINISTRATOR);
    }

    public boolean isMonitor() {
        return isAdministrator() || user.hasTag(MONITORING);
    }

    public boolean isPolicymaker() {
        return isAdministrator() || user.hasTag(POLICYMAKER);
    }

    boolean isManagementUser() {
        return isMonitor() || isPolicymaker() || user.hasTag(MANAGEMENT);
    }

    /// Refuses with 401 who may not use a route.
    ///
    /// @param vhost the virtual host of the path; one that does not exist is no reason to refuse
    void require(Need need, @Nullable String vhost) {
        if (need == Need.NOTHING) {
            return;
        }
        if (!isManagementUser()) {
            throw ApiException.notAuthorised("Not management user");
        }
        switch (need) {
            case NOTHING, MANAGEMENT -> {}
            case VHOST -> requireVhost(vhost, "User not authorised to access virtual host");
            case POLICIES -> {
                if (!isPolicymaker()) {
                    throw ApiException.notAuthorised("User not authorised to access object");
                }
                requireVhost(vhost, "User not authorised to access object");
            }
            case MONITORING -> {
                if (!isMonitor()) {
                    throw ApiException.notAuthorised("Not monitor user");
                }
            }
            case ADMINISTRATOR -> {
                if (!isAdministrator()) {
                    throw ApiException.notAuthorised("Not administrator user");
                }
            }
        }
    }

    private void requireVhost(@Nullable String vhost, String otherwise) {
        if (vhost != null && broker.topology().vhostOrNull(vhost) != null && !mayEnter(vhost)) {
            throw ApiException.notAuthorised(otherwise);
        }
    }

    /// Whether it has any permission in the virtual host.
    @Override
    public boolean mayEnter(String vhost) {
        try {
            asking(() -> {
                access(vhost).requireVhost();
                return true;
            });
            return true;
        } catch (AmqpException refused) {
            return false;
        }
    }

    /// Its rights in a virtual host, in the newest snapshot. Their methods may throw
    /// [RightsPending]: see [#asking].
    public Access access(String vhost) {
        Topology topology = broker.topology();
        if (topology.vhostOrNull(vhost) == null) {
            throw new AmqpException(ReplyCode.NOT_ALLOWED, "vhost " + vhost + " not found");
        }
        return broker.access(user, vhost, asked);
    }

    /// Does something that asks for rights, again and again until all that it needs are known.
    public <T> T asking(Supplier<T> work) {
        for (int i = 0; i < Waits.RIGHTS_MAX; i++) {
            try {
                return work.get();
            } catch (RightsPending pending) {
                pending.remember(Waits.on(pending.answer()));
            }
        }
        throw new AmqpException(ReplyCode.ACCESS_REFUSED, "too many rights to ask for");
    }
}
