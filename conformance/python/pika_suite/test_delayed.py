"""Messages that come later: an exchange of type `x-delayed-message`, as programs for RabbitMQ's plugin use it."""

import time

import pika

from support import BrokerTest, connect, unique


class Delayed(BrokerTest):
    def setUp(self):
        super().setUp()
        self.exchange = unique("delayed")
        self.queue = unique("queue")
        self.start_clean(queues=[self.queue], exchanges=[self.exchange])
        probe = connect()
        try:
            probe.channel().exchange_declare(
                self.exchange, "x-delayed-message", arguments={"x-delayed-type": "direct"}
            )
        except (pika.exceptions.ConnectionClosed, pika.exceptions.ChannelClosedByBroker):
            self.skipTest("RabbitMQ without its plugin for delayed messages")
        finally:
            if probe.is_open:
                probe.close()
        self.channel.queue_declare(self.queue)
        self.channel.queue_bind(self.queue, self.exchange, "key")

    def publish(self, body, delay):
        self.channel.basic_publish(
            self.exchange, "key", body, pika.BasicProperties(delivery_mode=2, headers={"x-delay": delay})
        )

    def test_messages_come_in_the_order_of_their_time_and_not_before(self):
        start = time.monotonic()
        for body, delay in [(b"late", 900), (b"soon", 300), (b"now", 0)]:
            self.publish(body, delay)

        taken = self.take(self.queue, 3)

        # the broker's clock counts whole milliseconds
        self.assertGreaterEqual(time.monotonic() - start, 0.899)
        self.assertEqual(
            [(b"now", 0), (b"soon", -300), (b"late", -900)],
            [(body, properties.headers["x-delay"]) for _, properties, body in taken],
        )

    def test_delays_of_years_are_accepted_and_points_in_time_are_not(self):
        self.channel.confirm_delivery()
        self.publish(b"next year", 365 * 24 * 3600 * 1000)

        with self.assertRaises(pika.exceptions.ChannelClosedByBroker) as refused:
            self.publish(b"a point in time", int(time.time() * 1000))

        self.assertEqual(406, refused.exception.reply_code)
