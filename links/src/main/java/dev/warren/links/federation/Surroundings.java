package dev.warren.links.federation;

import dev.warren.engine.broker.Broker;
import dev.warren.links.remote.Remote;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/// What links need of the node.
///
/// @param bells ring when bindings change
/// @param uris where links say which address they are connected to
/// @param isWanted whether a link is still to be: asked when it has been stopped
record Surroundings(
        Broker broker,
        Supplier<Remote> remote,
        Bells bells,
        UrisInUse uris,
        BiPredicate<LinkKey, LinkSettings> isWanted) {}
