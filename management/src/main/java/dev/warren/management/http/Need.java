package dev.warren.management.http;

/// Who may use a route.
public enum Need {
    /// Everybody, without a login.
    NOTHING,
    /// Any user with one of the four tags.
    MANAGEMENT,
    /// The same, who may also enter the virtual host of the path, if there is such a one.
    VHOST,
    /// Policymakers and administrators, who may also enter it.
    POLICIES,
    /// Monitoring and administrators.
    MONITORING,
    ADMINISTRATOR
}
