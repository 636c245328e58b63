/// What belongs to a channel: publishing, consuming, settling, confirms, transactions, and the
/// methods of each class.
///
/// One [AmqpChannel] for each open channel, owned by its connection's lane. It hands frames to
/// [Publisher] (content) and methods to one small class for each class of the protocol.
@NullMarked
package dev.warren.amqp.channel;

import org.jspecify.annotations.NullMarked;
