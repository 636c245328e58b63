package dev.warren.cli.command;

/// The headings of `help`, in their order.
public enum Group {
    HELP("Help"),
    NODES("Nodes"),
    CLUSTER("Cluster"),
    REPLICATION("Replication"),
    USERS("Users"),
    ACCESS("Access Control"),
    MONITORING("Monitoring, observability and health checks"),
    PARAMETERS("Parameters"),
    POLICIES("Policies"),
    VHOSTS("Virtual hosts"),
    CONFIGURATION("Configuration and Environment"),
    DEFINITIONS("Definitions"),
    PLUGINS("Plugin Management"),
    FEATURES("Feature flags"),
    OPERATIONS("Operations"),
    QUEUES("Queues"),
    FEDERATION("Federation plugin"),
    SHOVEL("Shovel plugin"),
    MESSAGES("Messages");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
