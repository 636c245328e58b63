/// Federation: messages of other brokers come to exchanges and queues of this one.
///
/// ```
///   upstream broker                                            this broker, downstream
///
///   exchange X --> internal exchange --> queue ---(link)-->    exchange X --> queues
///      (bound as X is bound here)     "federation: X -> ..."
///
///   queue Q ------------------------------------(link)-->      queue Q --> consumers
///      (consumed only while consumers wait here)
/// ```
///
/// Which upstreams there are is said by runtime parameters ([Upstreams]), which exchanges and
/// queues they are for by policies. [Federation] follows both and keeps one link for each pair: an
/// [ExchangeLink] or a [QueueLink]. Read [Upstream], then [Federation].
@NullMarked
package dev.warren.links.federation;

import org.jspecify.annotations.NullMarked;
