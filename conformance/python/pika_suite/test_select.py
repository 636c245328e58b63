"""The asynchronous connection: the same protocol with nothing ever waited for."""

import pika
from pika.adapters.select_connection import SelectConnection

from support import TEST_SECONDS_MAX, TimeLimited, chinese, parameters, unique


class Flow:
    """A connection whose steps are written one after the other; `play` runs it to its close."""

    def __init__(self, on_channel):
        self.errors = []
        self.closed_with = None
        self._on_channel = on_channel
        self.connection = SelectConnection(
            parameters(),
            on_open_callback=self._opened,
            on_open_error_callback=self._failed,
            on_close_callback=self._closed,
        )
        self.channel = None

    def _opened(self, connection):
        connection.channel(on_open_callback=self._channel_opened)

    def _failed(self, _connection, error):
        self.errors.append(error)
        self.connection.ioloop.stop()

    def _channel_opened(self, channel):
        self.channel = channel
        self._on_channel(self)

    def _closed(self, _connection, reason):
        self.closed_with = reason
        self.connection.ioloop.stop()

    def play(self):
        self.connection.ioloop.call_later(TEST_SECONDS_MAX - 5, self.connection.ioloop.stop)
        self.connection.ioloop.start()
        if self.errors:
            raise self.errors[0]
        if self.closed_with is None:
            raise AssertionError("the connection was never closed")
        return self


class Select(TimeLimited):
    def test_declare_bind_publish_consume_and_close(self):
        exchange, received = unique("exchange"), []

        def begin(flow):
            flow.channel.exchange_declare(
                exchange, "topic", auto_delete=True, callback=lambda _: flow.channel.queue_declare("", exclusive=True, callback=bind(flow))
            )

        def bind(flow):
            def declared(frame):
                queue = frame.method.queue
                flow.channel.queue_bind(queue, exchange, "新闻.*", callback=lambda _: consume(flow, queue))

            return declared

        def consume(flow, queue):
            def publish(_):
                for number in range(50):
                    flow.channel.basic_publish(exchange, "新闻.体育", chinese(序号=number))

            def on_message(channel, method, _properties, body):
                received.append(body)
                channel.basic_ack(method.delivery_tag)
                if len(received) == 50:
                    channel.basic_cancel(method.consumer_tag, callback=lambda _: flow.connection.close())

            flow.channel.basic_consume(queue, on_message, callback=publish)

        flow = Flow(begin).play()

        self.assertEqual([chinese(序号=number) for number in range(50)], received)
        self.assertEqual(200, flow.closed_with.reply_code)

    def test_confirms_arrive_for_every_message_and_returns_before_them(self):
        confirmed, events = set(), []

        def begin(flow):
            def on_confirm(frame):
                self.assertIsInstance(frame.method, pika.spec.Basic.Ack)
                tag = frame.method.delivery_tag
                before = max(confirmed, default=0)
                events.append(f"confirmed {tag}")
                confirmed.update(range(before + 1, tag + 1) if frame.method.multiple else [tag])
                if len(confirmed) == 101:
                    flow.connection.close()

            def publish(_):
                for _ in range(100):
                    flow.channel.basic_publish("", "nowhere", b"x")
                flow.channel.basic_publish("", unique("missing"), b"back", mandatory=True)

            flow.channel.add_on_return_callback(lambda _c, method, _p, body: events.append("returned"))
            flow.channel.confirm_delivery(on_confirm, callback=publish)

        Flow(begin).play()

        self.assertEqual(set(range(1, 102)), confirmed)
        self.assertIn("returned", events)
        self.assertLess(events.index("returned"), len(events) - 1)
        self.assertTrue(events[-1].startswith("confirmed"))

    def test_channel_closed_by_the_broker_leaves_the_connection_open(self):
        reasons = []

        def begin(flow):
            def closed(_channel, reason):
                reasons.append((reason.reply_code, reason.reply_text))
                if len(reasons) == 2:
                    flow.connection.close()
                else:
                    flow.connection.channel(on_open_callback=publish)

            def publish(channel):
                channel.add_on_close_callback(closed)
                channel.basic_publish("没有的交换机", "k", b"x")

            publish(flow.channel)

        Flow(begin).play()

        self.assertEqual([(404, "NOT_FOUND - no exchange '没有的交换机' in vhost '/'")] * 2, reasons)

    def test_broker_cancels_the_consumer_of_a_deleted_queue(self):
        cancelled = []

        def begin(flow):
            name = unique("queue")

            def on_cancelled(frame):
                cancelled.append(frame.method.consumer_tag)
                flow.connection.close()

            def consume(_):
                flow.channel.add_on_cancel_callback(on_cancelled)
                flow.channel.basic_consume(
                    name,
                    lambda *_: None,
                    consumer_tag="标签",
                    callback=lambda _: flow.connection.channel(on_open_callback=lambda other: other.queue_delete(name)),
                )

            flow.channel.queue_declare(name, exclusive=True, callback=consume)

        Flow(begin).play()

        self.assertEqual(["标签"], cancelled)

    def test_calls_in_flight_on_many_channels(self):
        names, wanted = [], 30

        def begin(flow):
            def opened(channel):
                channel.queue_declare("", exclusive=True, callback=declared)

            def declared(frame):
                names.append(frame.method.queue)
                if len(names) == wanted:
                    flow.connection.close()

            for _ in range(wanted):
                flow.connection.channel(on_open_callback=opened)

        Flow(begin).play()

        self.assertEqual(wanted, len(set(names)))

    def test_wrong_password(self):
        flow = Flow.__new__(Flow)
        flow.errors, flow.closed_with, flow.channel = [], None, None
        flow.connection = SelectConnection(
            parameters(credentials=pika.PlainCredentials("guest", "不对")),
            on_open_error_callback=flow._failed,
        )

        with self.assertRaises(pika.exceptions.ProbableAuthenticationError):
            flow.play()
