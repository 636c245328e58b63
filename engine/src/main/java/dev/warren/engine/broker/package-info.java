/// One node's broker: what protocols talk to.
///
/// [Broker] joins the topology, the queues that live on this node and the rights of users. It
/// decides nothing about messages: routing and queues do.
@NullMarked
package dev.warren.engine.broker;

import org.jspecify.annotations.NullMarked;
