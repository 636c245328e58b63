/// The node's shared write-ahead log: everything durable goes through it, in one order.
///
/// Lanes append to their own [LaneLog]; one writer thread gathers what has arrived, writes once,
/// syncs once, and tells the lanes. Files are sealed with an index, read by position, and retired
/// when nothing in them is alive. The log knows owners, sequences and bytes, nothing of queues.
/// Only [FileDisk] knows the operating system. The layouts are in [RecordHeader], [FileHeader] and
/// [Footer]; why nothing settled comes back is in docs/adr/0008-shared-log.md. Begin with [Log],
/// then [LaneLog].
@NullMarked
package dev.warren.engine.log;

import org.jspecify.annotations.NullMarked;
