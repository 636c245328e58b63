"""Every error that a pika program meets: its code, its words, and what it closes."""

import pika
from pika.exceptions import ChannelClosedByBroker, ConnectionClosedByBroker

from support import BrokerTest, unique


class NotFound(BrokerTest):
    def test_queue(self):
        name = unique("missing")
        text = f"NOT_FOUND - no queue '{name}' in vhost '/'"

        self.assert_channel_closed(404, text, lambda: self.channel.queue_declare(name, passive=True))
        self.assert_channel_closed(404, text, lambda: self.channel.basic_get(name))
        self.assert_channel_closed(404, text, lambda: self.channel.basic_consume(name, lambda *_: None))
        self.assert_channel_closed(404, text, lambda: self.channel.queue_purge(name))
        self.assert_channel_closed(404, text, lambda: self.channel.queue_bind(name, "amq.direct", "k"))

    def test_exchange(self):
        name, queue = unique("missing"), self.queue()
        text = f"NOT_FOUND - no exchange '{name}' in vhost '/'"

        self.assert_channel_closed(404, text, lambda: self.channel.exchange_declare(name, passive=True))
        self.assert_channel_closed(404, text, lambda: self.channel.queue_bind(queue, name, "k"))
        self.assert_channel_closed(404, text, lambda: self.channel.exchange_bind(name, "amq.fanout"))
        self.assert_channel_closed(404, text, lambda: self.channel.exchange_bind("amq.fanout", name))

    def test_publish_to_a_missing_exchange(self):
        name = unique("missing")
        self.channel.confirm_delivery()

        self.assert_channel_closed(
            404,
            f"NOT_FOUND - no exchange '{name}' in vhost '/'",
            lambda: self.channel.basic_publish(name, "k", b"x"),
        )

    def test_publish_to_a_missing_exchange_shows_at_the_next_call_when_unconfirmed(self):
        self.channel.basic_publish(unique("missing"), "k", b"x")

        with self.assertRaises(ChannelClosedByBroker) as refusal:
            self.channel.basic_qos(prefetch_count=1)

        self.assertEqual(404, refusal.exception.reply_code)

    def test_empty_name_without_a_queue_declared_before(self):
        self.assert_channel_closed(
            404, "NOT_FOUND - no previously declared queue", lambda: self.channel.basic_get("")
        )


class AccessRefused(BrokerTest):
    def test_reserved_names(self):
        self.assert_channel_closed(
            403,
            "ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix 'amq.*'",
            lambda: self.channel.queue_declare("amq.mine"),
        )
        self.assert_channel_closed(
            403,
            "ACCESS_REFUSED - exchange name 'amq.mine' contains reserved prefix 'amq.*'",
            lambda: self.channel.exchange_declare("amq.mine", "direct"),
        )

    def test_system_exchange_cannot_be_deleted(self):
        self.assert_channel_closed(
            403,
            "ACCESS_REFUSED - deletion of system exchange 'amq.direct' in vhost '/' not allowed",
            lambda: self.channel.exchange_delete("amq.direct"),
        )

    def test_default_exchange_cannot_be_touched(self):
        name = self.queue()
        text = "ACCESS_REFUSED - operation not permitted on the default exchange"

        self.assert_channel_closed(403, text, lambda: self.channel.queue_bind(name, "", "k"))
        self.assert_channel_closed(403, text, lambda: self.channel.queue_unbind(name, "", name))
        self.assert_channel_closed(403, text, lambda: self.channel.exchange_delete(""))
        self.assert_channel_closed(403, text, lambda: self.channel.exchange_bind("amq.fanout", ""))

    def test_internal_exchange_takes_no_message_from_a_client(self):
        name = self.exchange("fanout", internal=True)
        self.channel.confirm_delivery()

        self.assert_channel_closed(
            403,
            f"ACCESS_REFUSED - cannot publish to internal exchange '{name}' in vhost '/'",
            lambda: self.channel.basic_publish(name, "", b"x"),
        )

    def test_exclusive_consumer_is_alone(self):
        name = self.queue()
        text = f"ACCESS_REFUSED - queue '{name}' in vhost '/' in exclusive use"
        holder = self.connection.channel()
        holder.basic_consume(name, lambda *_: None, exclusive=True)

        self.assert_channel_closed(403, text, lambda: self.channel.basic_consume(name, lambda *_: None))
        holder.close()
        self.channel.basic_consume(name, lambda *_: None)
        other = self.connection.channel()
        with self.assertRaises(ChannelClosedByBroker) as refusal:
            other.basic_consume(name, lambda *_: None, exclusive=True)

        self.assertEqual((403, text), (refusal.exception.reply_code, refusal.exception.reply_text))


class ResourceLocked(BrokerTest):
    def test_exclusive_queue_of_another_connection(self):
        owner = self.another_connection()
        name = owner.channel().queue_declare(unique("queue"), exclusive=True).method.queue
        text = (
            f"RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '{name}' in vhost '/'. It could be "
            "originally declared on another connection or the exclusive property value does not match that of the "
            "original declaration."
        )

        self.assert_channel_closed(405, text, lambda: self.channel.queue_declare(name))
        self.assert_channel_closed(405, text, lambda: self.channel.queue_declare(name, passive=True))
        self.assert_channel_closed(405, text, lambda: self.channel.queue_declare(name, exclusive=True))
        self.assert_channel_closed(405, text, lambda: self.channel.basic_get(name))
        self.assert_channel_closed(405, text, lambda: self.channel.basic_consume(name, lambda *_: None))
        self.assert_channel_closed(405, text, lambda: self.channel.queue_bind(name, "amq.direct", "k"))
        self.assert_channel_closed(405, text, lambda: self.channel.queue_purge(name))
        self.assert_channel_closed(405, text, lambda: self.channel.queue_delete(name))

    def test_exclusive_does_not_match_on_the_same_connection(self):
        name = self.queue(exclusive=False)

        with self.assertRaises(ChannelClosedByBroker) as refusal:
            self.channel.queue_declare(name, exclusive=True)

        self.assertEqual(405, refusal.exception.reply_code)
        self.channel = self.connection.channel()


class PreconditionFailed(BrokerTest):
    def inequivalent(self, argument, kind, name, received, current):
        return (
            f"PRECONDITION_FAILED - inequivalent arg '{argument}' for {kind} '{name}' in vhost '/': "
            f"received {received} but current is {current}"
        )

    def test_queue_declared_differently(self):
        name = self.queue(exclusive=False)

        self.assert_channel_closed(
            406,
            self.inequivalent("durable", "queue", name, "'true'", "'false'"),
            lambda: self.channel.queue_declare(name, durable=True),
        )
        self.assert_channel_closed(
            406,
            self.inequivalent("auto_delete", "queue", name, "'true'", "'false'"),
            lambda: self.channel.queue_declare(name, auto_delete=True),
        )
        self.assert_channel_closed(
            406,
            self.inequivalent("x-max-length", "queue", name, "the value '5' of type 'signedint'", "none"),
            lambda: self.channel.queue_declare(name, arguments={"x-max-length": 5}),
        )

    def test_exchange_declared_differently(self):
        name = self.exchange("direct")

        self.assert_channel_closed(
            406,
            self.inequivalent("type", "exchange", name, "'fanout'", "'direct'"),
            lambda: self.channel.exchange_declare(name, "fanout"),
        )
        self.assert_channel_closed(
            406,
            self.inequivalent("durable", "exchange", name, "'true'", "'false'"),
            lambda: self.channel.exchange_declare(name, "direct", durable=True),
        )
        self.assert_channel_closed(
            406,
            self.inequivalent("auto_delete", "exchange", name, "'true'", "'false'"),
            lambda: self.channel.exchange_declare(name, "direct", auto_delete=True),
        )
        self.assert_channel_closed(
            406,
            self.inequivalent("internal", "exchange", name, "'true'", "'false'"),
            lambda: self.channel.exchange_declare(name, "direct", internal=True),
        )

    def test_unknown_delivery_tag(self):
        def then_wait(action):
            def run():
                action()
                self.channel.basic_qos(prefetch_count=0)

            return run

        text = "PRECONDITION_FAILED - unknown delivery tag 7"
        self.assert_channel_closed(406, text, then_wait(lambda: self.channel.basic_ack(7)))
        self.assert_channel_closed(406, text, then_wait(lambda: self.channel.basic_nack(7)))
        self.assert_channel_closed(406, text, then_wait(lambda: self.channel.basic_reject(7)))
        self.assert_channel_closed(406, text, then_wait(lambda: self.channel.basic_ack(7, multiple=True)))

    def test_message_acknowledged_twice(self):
        name = self.queue()
        self.channel.basic_publish("", name, b"x")
        tag = self.channel.basic_get(name)[0].delivery_tag

        def acknowledge_twice():
            self.channel.basic_ack(tag)
            self.channel.basic_ack(tag)
            self.channel.basic_qos(prefetch_count=0)

        self.assert_channel_closed(406, f"PRECONDITION_FAILED - unknown delivery tag {tag}", acknowledge_twice)

    def test_delivery_tag_of_another_channel(self):
        name = self.queue()
        self.channel.basic_publish("", name, b"x")
        tag = self.channel.basic_get(name)[0].delivery_tag
        stranger = self.connection.channel()

        with self.assertRaises(ChannelClosedByBroker) as refusal:
            stranger.basic_ack(tag)
            stranger.basic_qos(prefetch_count=0)

        self.assertEqual(406, refusal.exception.reply_code)
        self.channel.basic_ack(tag)

    def test_queue_in_use_or_not_empty(self):
        name = self.queue()
        self.channel.basic_publish("", name, b"x")
        self.assert_channel_closed(
            406,
            f"PRECONDITION_FAILED - queue '{name}' in vhost '/' not empty",
            lambda: self.channel.queue_delete(name, if_empty=True),
        )
        self.connection.channel().basic_consume(name, lambda *_: None)
        self.assert_channel_closed(
            406,
            f"PRECONDITION_FAILED - queue '{name}' in vhost '/' in use",
            lambda: self.channel.queue_delete(name, if_unused=True),
        )

    def test_exchange_in_use(self):
        name, queue = self.exchange("direct"), self.queue()
        self.channel.queue_bind(queue, name, "k")

        self.assert_channel_closed(
            406,
            f"PRECONDITION_FAILED - exchange '{name}' in vhost '/' in use",
            lambda: self.channel.exchange_delete(name, if_unused=True),
        )
        self.channel.queue_unbind(queue, name, "k")
        self.channel.exchange_delete(name, if_unused=True)

    def test_confirms_and_transactions_exclude_each_other(self):
        self.channel.confirm_delivery()
        self.assert_channel_closed(
            406, "PRECONDITION_FAILED - cannot switch from confirm to tx mode", self.channel.tx_select
        )
        self.channel.tx_select()
        self.assert_channel_closed(
            406, "PRECONDITION_FAILED - cannot switch from tx to confirm mode", self.channel.confirm_delivery
        )

    def test_commit_without_a_transaction(self):
        text = "PRECONDITION_FAILED - channel is not transactional"
        self.assert_channel_closed(406, text, self.channel.tx_commit)
        self.assert_channel_closed(406, text, self.channel.tx_rollback)

    def test_expiration_that_is_no_number(self):
        self.channel.confirm_delivery()

        def publish(expiration):
            return lambda: self.channel.basic_publish("", "q", b"x", pika.BasicProperties(expiration=expiration))

        for value, reason in (
            ("abc", "no_integer"),
            ("-1", "{value_negative,-1}"),
            ("5foobar", '{leftover_string,"foobar"}'),
        ):
            with self.subTest(value):
                self.assert_channel_closed(
                    406, f"PRECONDITION_FAILED - invalid expiration '{value}': {reason}", publish(value)
                )
                self.channel.confirm_delivery()

    def test_user_id_of_somebody_else(self):
        self.channel.confirm_delivery()

        self.assert_channel_closed(
            406,
            "PRECONDITION_FAILED - user_id property set to 'somebody' but authenticated user was 'guest'",
            lambda: self.channel.basic_publish("", "q", b"x", pika.BasicProperties(user_id="somebody")),
        )

    def test_user_id_of_oneself_is_fine(self):
        self.channel.confirm_delivery()

        self.channel.basic_publish("", "q", b"x", pika.BasicProperties(user_id="guest"))

    def test_match_argument_of_a_headers_binding(self):
        name = self.queue()

        self.assert_channel_closed(
            406,
            "PRECONDITION_FAILED - Invalid x-match field type signedint (value 23); expected longstr",
            lambda: self.channel.queue_bind(name, "amq.headers", "", {"x-match": 23}),
        )


class ClosingTheConnection(BrokerTest):
    def test_consumer_tag_used_twice(self):
        name = self.queue()
        other = self.another_connection()
        channel = other.channel()
        queue = channel.queue_declare("", exclusive=True).method.queue
        consume = pika.spec.Basic.Consume(queue=queue, consumer_tag="同名")
        channel._impl._send_method(consume)

        def consume_again():
            channel._impl._send_method(consume)
            other.process_data_events(time_limit=5)

        self.assert_connection_closed(530, "NOT_ALLOWED - attempt to reuse consumer tag '同名'", consume_again)
        self.assert_empty(name)

    def test_what_is_not_implemented(self):
        self.assert_connection_closed(
            540,
            "NOT_IMPLEMENTED - prefetch_size!=0 (10)",
            lambda: self.another_connection().channel().basic_qos(prefetch_size=10),
        )

        def publish_immediate():
            connection = self.another_connection()
            method = pika.spec.Basic.Publish(exchange="", routing_key="q", immediate=True)
            connection.channel()._impl._send_method(method, (pika.BasicProperties(), b"x"))
            connection.process_data_events(time_limit=5)

        self.assert_connection_closed(540, "NOT_IMPLEMENTED - immediate=true", publish_immediate)

    def test_channel_beyond_the_negotiated_number(self):
        connection = self.another_connection(channel_max=3)
        for _ in range(3):
            connection.channel()
        connection._impl.params.channel_max = 100  # the client forgets what it agreed to

        self.assert_connection_closed(
            530,
            "NOT_ALLOWED - number of channels opened (3) has reached the negotiated channel_max (3)",
            connection.channel,
        )

    def test_unknown_exchange_type(self):
        """On the connection with 503 before RabbitMQ 3.13, on the channel with 406 since."""
        connection = self.another_connection()

        with self.assertRaises((ConnectionClosedByBroker, ChannelClosedByBroker)) as refusal:
            connection.channel().exchange_declare(unique("exchange"), "没有的类型")

        self.assertIn(refusal.exception.reply_code, (503, 406))
        self.assertIn("unknown exchange type '没有的类型'", refusal.exception.reply_text)

    def test_connection_with_an_error_takes_nobody_along(self):
        doomed = self.another_connection()
        name = self.queue()

        with self.assertRaises(ConnectionClosedByBroker):
            doomed.channel().basic_qos(prefetch_size=1)
        self.channel.basic_publish("", name, b"x")

        self.assert_depth(1, name)
