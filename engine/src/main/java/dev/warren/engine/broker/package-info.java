/// One node's broker: what protocols talk to.
///
/// [Broker] joins the topology, the queues that live on this node and the rights of users. It
/// decides nothing about messages: routing and queues do. Beside it, [ExchangeHistories] remembers
/// what some exchanges replay to new bindings, and [EventExchange] publishes what happens on the
/// node.
@NullMarked
package dev.warren.engine.broker;

import org.jspecify.annotations.NullMarked;
