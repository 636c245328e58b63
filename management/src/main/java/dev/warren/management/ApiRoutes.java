package dev.warren.management;

import static dev.warren.management.http.Need.ADMINISTRATOR;
import static dev.warren.management.http.Need.MANAGEMENT;
import static dev.warren.management.http.Need.MONITORING;
import static dev.warren.management.http.Need.NOTHING;
import static dev.warren.management.http.Need.POLICIES;
import static dev.warren.management.http.Need.VHOST;

import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.management.http.LocalOnly;
import dev.warren.management.http.Need;
import dev.warren.management.http.Offer;
import dev.warren.management.http.Route;
import dev.warren.management.http.RouteTable;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.live.LiveClients;
import dev.warren.management.resource.Bindings;
import dev.warren.management.resource.Clients;
import dev.warren.management.resource.Contexts;
import dev.warren.management.resource.Control;
import dev.warren.management.resource.Definitions;
import dev.warren.management.resource.DefinitionsUpload;
import dev.warren.management.resource.Exchanges;
import dev.warren.management.resource.Health;
import dev.warren.management.resource.Housekeeping;
import dev.warren.management.resource.Messages;
import dev.warren.management.resource.Node;
import dev.warren.management.resource.NodeControl;
import dev.warren.management.resource.Nodes;
import dev.warren.management.resource.Parameters;
import dev.warren.management.resource.Permissions;
import dev.warren.management.resource.Policies;
import dev.warren.management.resource.Publishing;
import dev.warren.management.resource.Queues;
import dev.warren.management.resource.Users;
import dev.warren.management.resource.Vhosts;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.NodeFacts;
import java.util.ArrayList;
import java.util.List;

/// The one table of routes: path, method, who may, what it does. Where two paths fit, the first
/// line counts.
final class ApiRoutes {

    private final List<Route> routes = new ArrayList<>();

    private ApiRoutes() {}

    static ApiRoutes of(
            NodeFacts facts,
            Observation observation,
            AuthAttempts attempts,
            ApiSettings settings,
            Clients.Closer closer,
            NodeControl control) {
        PasswordRules passwords = settings.passwords();
        LiveClients live = observation.live();
        Sampler sampler = observation.sampler();
        ApiRoutes table = new ApiRoutes();
        Contexts contexts = new Contexts(facts, settings.front().prefix());
        table.node(new Node(facts, live, sampler, contexts), new Definitions(facts));
        table.nodes(new Nodes(facts, live, sampler, contexts, control::isDrained));
        HealthRoutes.add(table, new Health(facts));
        table.users(new Users(passwords), new Permissions());
        table.vhosts(new Vhosts(sampler), new Permissions());
        table.clients(new Clients(live, sampler, closer));
        table.messaging(
                new Exchanges(sampler),
                new Queues(live, sampler, observation.order()),
                new Bindings());
        table.policies("policies", new Policies(PolicyKind.USER), POLICIES, true);
        table.policies(
                "operator-policies",
                new Policies(PolicyKind.OPERATOR),
                ADMINISTRATOR,
                settings.changesOperatorPolicies());
        table.parameters(new Parameters(settings.parameters()));
        table.upload(new DefinitionsUpload(passwords, settings.parameters()));
        HouseRoutes.add(table, new Housekeeping(passwords, attempts));
        MessageRoutes.add(table, new Publishing(settings.incoming()), new Messages());
        table.control(new Control(control));
        return table;
    }

    /// All that are in it by now.
    RouteTable table() {
        return new RouteTable(routes);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /// A page for browsers, outside of the API.
    void page(String path, Route.Handler handler) {
        routes.add(Route.of("GET", path, NOTHING, Offer.PAGE, handler));
    }

    void get(String path, Need need, Route.Handler handler) {
        get(path, need, Offer.JSON, handler);
    }

    void get(String path, Need need, Offer offer, Route.Handler handler) {
        routes.add(Route.of("GET", "/api/" + path, need, offer, handler));
    }

    void put(String path, Need need, Route.Handler handler) {
        routes.add(Route.of("PUT", "/api/" + path, need, handler));
    }

    void post(String path, Need need, Route.Handler handler) {
        routes.add(Route.of("POST", "/api/" + path, need, handler));
    }

    void delete(String path, Need need, Route.Handler handler) {
        routes.add(Route.of("DELETE", "/api/" + path, need, handler));
    }

    private void node(Node node, Definitions definitions) {
        get("overview", MANAGEMENT, node::overview);
        get("cluster-name", MANAGEMENT, node::clusterName);
        get("extensions", MANAGEMENT, node::extensions);
        get("auth", NOTHING, node::auth);
        get("version", MANAGEMENT, node::version);
        get("definitions", ADMINISTRATOR, definitions::all);
        get("all-configuration", ADMINISTRATOR, definitions::all);
        get("definitions/{vhost}", ADMINISTRATOR, definitions::ofVhost);
    }

    private void nodes(Nodes nodes) {
        get("nodes", MONITORING, nodes::list);
        get("nodes/{node}", MONITORING, nodes::get);
    }

    private void upload(DefinitionsUpload upload) {
        post("definitions", ADMINISTRATOR, upload::all);
        post("all-configuration", ADMINISTRATOR, upload::all);
        post("definitions/{vhost}", ADMINISTRATOR, upload::ofVhost);
    }

    private void users(Users users, Permissions permissions) {
        get("whoami", MANAGEMENT, users::whoami);
        get("users", ADMINISTRATOR, users::list);
        get("users/without-permissions", ADMINISTRATOR, users::withoutPermissions);
        post("users/bulk-delete", ADMINISTRATOR, users::bulkDelete);
        get("users/{user}", ADMINISTRATOR, users::get);
        put("users/{user}", ADMINISTRATOR, users::put);
        delete("users/{user}", ADMINISTRATOR, users::delete);
        get("users/{user}/permissions", ADMINISTRATOR, permissions::list);
        get("users/{user}/topic-permissions", ADMINISTRATOR, permissions::listTopics);
        get("user-limits", ADMINISTRATOR, users::limits);
        get("user-limits/{user}", ADMINISTRATOR, users::limits);
        put("user-limits/{user}/{limit}", ADMINISTRATOR, users::setLimit);
        delete("user-limits/{user}/{limit}", ADMINISTRATOR, users::clearLimit);
        get("permissions", ADMINISTRATOR, permissions::list);
        get("permissions/{vhost}/{user}", ADMINISTRATOR, permissions::get);
        put("permissions/{vhost}/{user}", ADMINISTRATOR, permissions::put);
        delete("permissions/{vhost}/{user}", ADMINISTRATOR, permissions::delete);
        get("topic-permissions", ADMINISTRATOR, permissions::listTopics);
        get("topic-permissions/{vhost}/{user}", ADMINISTRATOR, permissions::getTopics);
        put("topic-permissions/{vhost}/{user}", ADMINISTRATOR, permissions::putTopic);
        delete("topic-permissions/{vhost}/{user}", ADMINISTRATOR, permissions::deleteTopics);
        delete(
                "topic-permissions/{vhost}/{user}/{exchange}",
                ADMINISTRATOR,
                permissions::deleteTopics);
    }

    private void vhosts(Vhosts vhosts, Permissions permissions) {
        get("vhosts", MANAGEMENT, vhosts::list);
        get("vhosts/{vhost}", MANAGEMENT, vhosts::get);
        put("vhosts/{vhost}", ADMINISTRATOR, vhosts::put);
        delete("vhosts/{vhost}", ADMINISTRATOR, vhosts::delete);
        post("vhosts/{vhost}/deletion/protection", ADMINISTRATOR, vhosts::protect);
        delete("vhosts/{vhost}/deletion/protection", ADMINISTRATOR, vhosts::unprotect);
        get("vhosts/{vhost}/permissions", ADMINISTRATOR, permissions::list);
        get("vhosts/{vhost}/topic-permissions", ADMINISTRATOR, permissions::listTopics);
    }

    private void clients(Clients clients) {
        get("connections", MANAGEMENT, clients::connections);
        get("vhosts/{vhost}/connections", VHOST, clients::connectionsOfVhost);
        get("connections/username/{username}", MANAGEMENT, clients::connectionsOfUser);
        delete("connections/username/{username}", MANAGEMENT, clients::closeOfUser);
        get("connections/{name}", MANAGEMENT, clients::connection);
        delete("connections/{name}", MANAGEMENT, clients::close);
        get("connections/{name}/channels", MANAGEMENT, clients::channelsOfConnection);
        get("channels", MANAGEMENT, clients::channels);
        get("vhosts/{vhost}/channels", VHOST, clients::channelsOfVhost);
        get("channels/{name}", MANAGEMENT, clients::channel);
        get("consumers", MANAGEMENT, clients::consumers);
        get("consumers/{vhost}", VHOST, clients::consumers);
    }

    private void messaging(Exchanges exchanges, Queues queues, Bindings bindings) {
        String exchange = "exchanges/{vhost}/{exchange}";
        get("exchanges", MANAGEMENT, exchanges::list);
        get("exchanges/{vhost}", VHOST, exchanges::list);
        get(exchange, VHOST, exchanges::get);
        put(exchange, VHOST, exchanges::put);
        delete(exchange, VHOST, exchanges::delete);
        get(exchange + "/bindings/source", VHOST, bindings::fromExchange);
        get(exchange + "/bindings/destination", VHOST, bindings::toExchange);
        String queue = "queues/{vhost}/{queue}";
        get("queues", MANAGEMENT, queues::list);
        get("queues/detailed", MANAGEMENT, queues::list);
        get("queues/{vhost}", VHOST, queues::list);
        get(queue, VHOST, queues::get);
        put(queue, VHOST, queues::put);
        delete(queue, VHOST, queues::delete);
        get(queue + "/bindings", VHOST, bindings::toQueue);
        delete(queue + "/contents", VHOST, queues::purge);
        get("bindings", MANAGEMENT, bindings::list);
        get("bindings/{vhost}", VHOST, bindings::list);
        for (String ends : List.of("e/{source}/q/{queue}", "e/{source}/e/{destination}")) {
            String path = "bindings/{vhost}/" + ends;
            get(path, VHOST, bindings::between);
            post(path, VHOST, bindings::bind);
            get(path + "/{props}", VHOST, bindings::get);
            delete(path + "/{props}", VHOST, bindings::unbind);
        }
    }

    private void policies(String kind, Policies policies, Need toChange, boolean mayChange) {
        get(kind, MANAGEMENT, policies::list);
        get(kind + "/{vhost}", VHOST, policies::list);
        get(kind + "/{vhost}/{policy}", VHOST, policies::get);
        Route.Handler put = policies::put;
        Route.Handler delete = policies::delete;
        put(kind + "/{vhost}/{policy}", toChange, mayChange ? put : new LocalOnly(put));
        delete(kind + "/{vhost}/{policy}", toChange, mayChange ? delete : new LocalOnly(delete));
    }

    private void parameters(Parameters parameters) {
        String one = "parameters/{component}/{vhost}/{name}";
        get("parameters", POLICIES, parameters::list);
        get("parameters/{component}", POLICIES, parameters::list);
        get("parameters/{component}/{vhost}", POLICIES, parameters::list);
        get(one, POLICIES, parameters::get);
        put(one, POLICIES, parameters::put);
        delete(one, POLICIES, parameters::delete);
        get("global-parameters", POLICIES, parameters::listGlobal);
        get("global-parameters/{name}", POLICIES, parameters::getGlobal);
        put("global-parameters/{name}", ADMINISTRATOR, parameters::putGlobal);
        delete("global-parameters/{name}", ADMINISTRATOR, parameters::deleteGlobal);
        get("vhost-limits", MANAGEMENT, parameters::listLimits);
        get("vhost-limits/{vhost}", VHOST, parameters::listLimits);
        put("vhost-limits/{vhost}/{name}", ADMINISTRATOR, parameters::putLimit);
        delete("vhost-limits/{vhost}/{name}", ADMINISTRATOR, parameters::deleteLimit);
    }

    private void control(Control control) {
        get("x/runtime", MONITORING, control::show);
        put("x/runtime/{key}", ADMINISTRATOR, control::set);
        post("x/node/{action}", ADMINISTRATOR, control::act);
    }
}
