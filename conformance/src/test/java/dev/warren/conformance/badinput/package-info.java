/// What a broker meets on an open port: scanners, broken clients, and peers that mean harm. Each
/// test misbehaves through a bare socket ([Peer]), looks at how the broker ends that connection,
/// and [StillServes] checks behind every one of them that others are served. The endings are
/// RabbitMQ 3.10.8's; where it only drops the connection, a close method that gives a reason is
/// accepted too.
@NullMarked
package dev.warren.conformance.badinput;

import org.jspecify.annotations.NullMarked;
