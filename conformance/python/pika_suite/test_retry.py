"""Messages that fail and come back later, by arguments of the queue; the consumer is one like all others."""

import socket
import time

from support import WarrenTest, connect, unique

BASE_MILLIS = 200


class Retry(WarrenTest):
    def retrying(self, **more):
        arguments = {"x-retry-base": BASE_MILLIS, "x-retry-jitter": 0}
        arguments.update({name.replace("_", "-"): value for name, value in more.items()})
        return self.queue(arguments=arguments)

    def next(self, queue):
        """The next message, unacknowledged, however long it takes."""
        found = []
        self.pump_until(lambda: found or self._get(queue, found), f"a message in '{queue}'")
        return found[0]

    def _get(self, queue, found):
        method, properties, body = self.channel.basic_get(queue)
        if method is not None:
            found.append((method, properties, body))
        return found

    def test_rejected_message_comes_back_later_and_later(self):
        queue = self.retrying()
        start = time.monotonic()
        self.channel.basic_publish("", queue, b"stubborn")
        self.channel.basic_reject(self.next(queue)[0].delivery_tag, requeue=False)
        self.channel.basic_reject(self.next(queue)[0].delivery_tag, requeue=False)

        method, properties, body = self.next(queue)

        # 200 and 400; the broker's clock counts whole milliseconds
        self.assertGreaterEqual(time.monotonic() - start, 0.598)
        self.assertEqual(b"stubborn", body)
        self.assertFalse(method.redelivered)
        self.assertEqual(2, properties.headers["x-retry-count"])
        self.assertEqual("rejected", properties.headers["x-retry-reason"])

    def test_message_that_is_wanted_back_waits_too(self):
        queue = self.retrying()
        self.channel.basic_publish("", queue, b"x")
        self.channel.basic_nack(self.next(queue)[0].delivery_tag, requeue=True)

        self.assertEqual("requeued", self.next(queue)[1].headers["x-retry-reason"])

    def test_message_of_a_lost_connection_waits_too(self):
        queue = self.queue(exclusive=False, arguments={"x-retry-base": BASE_MILLIS})
        self.channel.basic_publish("", queue, b"x")
        self.assert_depth(1, queue)
        lost = connect()
        lost.channel().basic_get(queue)
        lost._impl._transport._sock.shutdown(socket.SHUT_RDWR)  # no connection.close, as when a cable is cut

        self.assertEqual("crashed", self.next(queue)[1].headers["x-retry-reason"])

    def test_what_is_given_up_is_parked(self):
        parked = self.queue()
        queue = self.retrying(x_retry_base=50, x_retry_attempts=2, x_retry_park_queue=parked)
        self.channel.basic_publish("", queue, b"stubborn")
        for _ in range(3):
            self.channel.basic_nack(self.next(queue)[0].delivery_tag, requeue=False)

        _, properties, body = self.next(parked)

        self.assertEqual(b"stubborn", body)
        self.assertEqual(2, properties.headers["x-retry-count"])
        self.assert_empty(queue)

    def test_wrong_argument_is_refused(self):
        name = unique("queue")
        self.assert_channel_closed(
            406,
            f"PRECONDITION_FAILED - invalid arg 'x-retry-base' for queue '{name}' in vhost '/': {{value_zero,0}}",
            lambda: self.channel.queue_declare(name, exclusive=True, arguments={"x-retry-base": 0}),
        )
