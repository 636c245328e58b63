/// Exchange types: from a routing key and headers to the destinations that are bound.
///
/// Each type is one small class and one line in [ExchangeTypes]. What a type knows about its
/// bindings is a [BindingTable], an immutable value; those that choose one destination do it by
/// [HashShares] or by a place in a [BindingList]. This room knows one exchange at a time; `routing`
/// goes from exchange to exchange. It stands below `topology`, which keeps a table in every
/// exchange. Begin with [ExchangeType] and [DirectType].
@NullMarked
package dev.warren.engine.exchange;

import org.jspecify.annotations.NullMarked;
