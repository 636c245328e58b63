package dev.warren.server.config;

/// What a configuration takes from the machine where nobody says otherwise.
///
/// @param cores how many event loops there are
/// @param host its name, up to the first dot
/// @param domainHost its name with the domain, as far as the machine knows it
public record Machine(int cores, String host, String domainHost) {}
