package dev.warren.management;

import static dev.warren.management.http.Need.ADMINISTRATOR;
import static dev.warren.management.http.Need.MANAGEMENT;
import static dev.warren.management.http.Need.MONITORING;
import static dev.warren.management.http.Need.VHOST;

import dev.warren.management.http.Offer;
import dev.warren.management.http.PathPrefix;
import dev.warren.management.live.EventHub;
import dev.warren.management.openapi.OpenApi;
import dev.warren.management.own.Audit;
import dev.warren.management.own.Browsing;
import dev.warren.management.own.Capabilities;
import dev.warren.management.own.Delayed;
import dev.warren.management.own.EventStream;
import dev.warren.management.own.Graph;
import dev.warren.management.own.Jobs;
import dev.warren.management.own.MessageJobs;
import dev.warren.management.own.RouteTest;
import dev.warren.management.view.NodeFacts;

/// Routes to what RabbitMQ does not have.
final class OwnRoutes {

    private OwnRoutes() {}

    /// @param prefix what all paths begin with
    static void add(
            ApiRoutes table,
            NodeFacts facts,
            PathPrefix prefix,
            Jobs jobs,
            EventHub events,
            Audit audit) {
        table.get("x/capabilities", MANAGEMENT, new Capabilities(facts)::get);
        OpenApi openApi = new OpenApi(facts.version(), prefix, table::routes);
        table.get("x/openapi.json", MANAGEMENT, openApi::get);
        table.get("x/audit", ADMINISTRATOR, audit::list);
        table.get("x/audit/topology", ADMINISTRATOR, audit::topology);
        table.get("x/events", MONITORING, Offer.EVENTS, new EventStream(events)::follow);
        table.get("x/graph/{vhost}", VHOST, new Graph()::of);
        table.post("x/route-test/{vhost}/{exchange}", VHOST, new RouteTest()::test);
        table.get("x/queues/{vhost}/{queue}/messages", VHOST, new Browsing()::browse);
        MessageJobs messageJobs = new MessageJobs(jobs);
        table.post("x/queues/{vhost}/{queue}/jobs", VHOST, messageJobs::begin);
        table.get("x/jobs", MANAGEMENT, messageJobs::list);
        table.get("x/jobs/{job}", MANAGEMENT, messageJobs::get);
        table.delete("x/jobs/{job}", MANAGEMENT, messageJobs::cancel);
        Delayed delayed = new Delayed();
        table.get("x/delayed/{vhost}/{exchange}", VHOST, delayed::list);
        table.delete("x/delayed/{vhost}/{exchange}/{id}", VHOST, delayed::cancel);
    }
}
