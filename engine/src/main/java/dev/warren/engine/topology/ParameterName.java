package dev.warren.engine.topology;

/// The name of a runtime parameter: the part of the broker that it is for, as `vhost-limits`, and
/// its name there.
public record ParameterName(String component, String name) {}
