package dev.warren.links.federation;

import dev.warren.codec.value.ShortString;

/// How the queue and the exchange are called that an exchange's link has on the upstream broker:
/// the names that RabbitMQ gives them, so that either broker goes on where the other was.
///
/// ```
///   federation: X -> cluster                   same virtual host and exchange on both sides
///   federation: X -> cluster:exchange          another exchange
///   federation: X -> cluster:vhost:exchange    another virtual host
/// ```
///
/// @param queue the queue; the exchange has a letter after it, see [#exchange]
record UpstreamNames(String queue) {

    /// The letters that take turns: a link that begins anew binds the new exchange as it should be
    /// bound now, and then lets the old one go with all its bindings.
    static final String A = "A";

    static final String B = "B";

    /// @param cluster the name of this broker
    /// @throws IllegalArgumentException when the name is longer than AMQP allows
    static UpstreamNames of(Place upstream, String cluster, Place here) {
        String rest;
        if (!here.vhost().equals(upstream.vhost())) {
            rest = ":" + here.vhost() + ":" + here.name();
        } else if (!here.name().equals(upstream.name())) {
            rest = ":" + here.name();
        } else {
            rest = "";
        }
        String queue = "federation: " + upstream.name() + " -> " + cluster + rest;
        // The exchange's name is the longest.
        ShortString.of(queue + " " + A);
        return new UpstreamNames(queue);
    }

    String exchange(String letter) {
        return queue + " " + letter;
    }

    static String other(String letter) {
        return letter.equals(A) ? B : A;
    }

    /// An exchange in a virtual host.
    record Place(String vhost, String name) {}
}
