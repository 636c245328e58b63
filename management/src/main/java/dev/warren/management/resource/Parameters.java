package dev.warren.management.resource;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VhostLimits;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.JsonFields;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.FieldsView;
import dev.warren.management.view.Json;
import dev.warren.management.view.TopologyView;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runtime parameters of virtual hosts and of the node, and the limits of virtual hosts, which are
/// parameters too.
public final class Parameters {

    private final ParameterChecks checks;

    /// @param checks what is asked of those that other rooms serve
    public Parameters(ParameterChecks checks) {
        this.checks = checks;
    }

    public Reply list(Request request) {
        String component = request.path().get("component");
        return Listing.of(
                request,
                Visible.vhosts(request)
                        .flatMap(Parameters::views)
                        .filter(view ->
                                component == null || component.equals(view.get("component"))),
                view -> String.valueOf(view.get("name")),
                view -> view);
    }

    /// With its operator policies, which RabbitMQ keeps as parameters.
    static Stream<Map<String, Object>> views(VirtualHost vhost) {
        Stream<Map<String, Object>> parameters =
                vhost.parameters().entrySet().stream()
                        .sorted(
                                Map.Entry.comparingByKey(
                                        Comparator.comparing(ParameterName::component)
                                                .thenComparing(ParameterName::name)))
                        .map(e -> view(vhost.name(), e.getKey(), e.getValue()));
        Stream<Map<String, Object>> policies =
                vhost.policies().of(PolicyKind.OPERATOR).policies().stream()
                        .sorted(Comparator.comparing(Policy::name))
                        .map(policy -> TopologyView.operatorParameter(vhost.name(), policy));
        return Stream.concat(parameters, policies);
    }

    private static Map<String, Object> view(String vhost, ParameterName name, FieldValue value) {
        return Json.object(
                "value",
                FieldsView.of(value),
                "vhost",
                vhost,
                "component",
                name.component(),
                "name",
                name.name());
    }

    public Reply get(Request request) {
        VirtualHost vhost = request.vhost();
        return Listing.one(
                request, view(vhost.name(), name(request), require(vhost, name(request))));
    }

    private static ParameterName name(Request request) {
        return new ParameterName(request.path("component"), request.path("name"));
    }

    private static FieldValue require(VirtualHost vhost, ParameterName name) {
        FieldValue value = vhost.parameterOrNull(name);
        if (value == null) {
            throw ApiException.notFound();
        }
        return value;
    }

    public Reply put(Request request) {
        VirtualHost vhost = request.vhostToChange();
        JsonBody body = request.json();
        body.require("value");
        ParameterName name = name(request);
        FieldValue value = JsonFields.value(body.value("value"));
        checks.require(name, value, request.caller());
        set(request, vhost, name, value);
        return Reply.put(vhost.parameterOrNull(name) == null);
    }

    private static void set(
            Request request, VirtualHost vhost, ParameterName name, FieldValue value) {
        submit(request, new TopologyCommand.SetParameter(vhost.name(), name, value));
    }

    public Reply delete(Request request) {
        VirtualHost vhost = request.vhost();
        require(vhost, name(request));
        submit(request, new TopologyCommand.ClearParameter(vhost.name(), name(request)));
        return Reply.noContent();
    }

    // --- of the node ---------------------------------------------------------------------------

    public Reply listGlobal(Request request) {
        return Listing.of(
                request,
                request.broker().topology().parameters().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey()),
                Map.Entry::getKey,
                e -> global(e.getKey(), e.getValue()));
    }

    static Map<String, Object> global(String name, FieldValue value) {
        return Json.object("name", name, "value", FieldsView.of(value));
    }

    public Reply getGlobal(Request request) {
        String name = request.path("name");
        return Listing.one(request, global(name, requireGlobal(request, name)));
    }

    private static FieldValue requireGlobal(Request request, String name) {
        FieldValue value = request.broker().topology().parameters().get(name);
        if (value == null) {
            throw ApiException.notFound();
        }
        return value;
    }

    public Reply putGlobal(Request request) {
        JsonBody body = request.json();
        body.require("value");
        String name = request.path("name");
        boolean isNew = !request.broker().topology().parameters().containsKey(name);
        submit(
                request,
                new TopologyCommand.SetGlobalParameter(
                        name, JsonFields.value(body.value("value"))));
        return Reply.put(isNew);
    }

    public Reply deleteGlobal(Request request) {
        String name = request.path("name");
        requireGlobal(request, name);
        submit(request, new TopologyCommand.ClearGlobalParameter(name));
        return Reply.noContent();
    }

    // --- limits of virtual hosts ---------------------------------------------------------------

    /// Who has lost its limits stays in the list of all with none, as in RabbitMQ.
    public Reply listLimits(Request request) {
        Stream<VirtualHost> vhosts =
                request.path().containsKey("vhost")
                        ? Stream.of(request.vhost()).filter(vhost -> !limits(vhost).isEmpty())
                        : Visible.seen(request.caller()).stream();
        return Listing.of(
                request,
                vhosts.filter(vhost -> vhost.parameterOrNull(VhostLimits.PARAMETER) != null),
                VirtualHost::name,
                vhost -> Json.object("vhost", vhost.name(), "value", FieldsView.of(limits(vhost))));
    }

    private static FieldTable limits(VirtualHost vhost) {
        return vhost.parameterOrNull(VhostLimits.PARAMETER) instanceof FieldValue.Table(var table)
                ? table
                : FieldTable.EMPTY;
    }

    public Reply putLimit(Request request) {
        VirtualHost vhost = request.vhostToChange();
        JsonBody body = request.json();
        body.require("value");
        return setLimit(request, vhost, JsonFields.value(body.value("value")));
    }

    public Reply deleteLimit(Request request) {
        return setLimit(request, request.vhost(), null);
    }

    private static Reply setLimit(Request request, VirtualHost vhost, @Nullable FieldValue value) {
        String name = request.path("name");
        FieldTable known = limits(vhost);
        FieldTable changed;
        try {
            changed = value == null ? known.without(name) : known.with(name, value);
        } catch (IllegalArgumentException tooLong) {
            throw ApiException.badRequest("a limit's name is longer than 255 bytes");
        }
        if (!changed.equals(known)) {
            set(request, vhost, VhostLimits.PARAMETER, new FieldValue.Table(changed));
        }
        return Reply.noContent();
    }

    private static void submit(Request request, TopologyCommand command) {
        Waits.on(request.broker().metadata().submit(command, request.caller().name()));
    }
}
