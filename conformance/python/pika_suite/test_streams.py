"""Streams: a log that many read, each from where it wants. RabbitMQ 3.10 has them too, but for filters."""

import datetime

import pika

from support import BrokerTest, unique

COUNT = 10
STREAM = {"x-queue-type": "stream"}


def bodies(start, end):
    return [b"m%d" % number for number in range(start, end)]


class Streams(BrokerTest):
    def setUp(self):
        super().setUp()
        self.channel.confirm_delivery()
        self.stream = unique("stream")
        self.channel.queue_declare(self.stream, durable=True, arguments=STREAM)
        self.forget_later(queues=[self.stream])
        self.publish(0, COUNT)

    def publish(self, start, end):
        for body in bodies(start, end):
            self.channel.basic_publish("", self.stream, body)

    def reader(self, arguments, prefetch=100):
        """A consumer on a channel of its own; what it gets is in the list."""
        channel = self.connection.channel()
        channel.basic_qos(prefetch_count=prefetch)
        taken = []

        def take(_, method, properties, body):
            taken.append((properties.headers["x-stream-offset"], body))
            if prefetch < COUNT:
                channel.basic_ack(method.delivery_tag)

        channel.basic_consume(self.stream, take, arguments=arguments)
        return taken

    def assert_read(self, taken, expected):
        self.pump_until(lambda: len(taken) >= len(expected), f"{len(expected)} messages of '{self.stream}'")
        self.assertEqual(expected, taken)

    def numbered(self, start, end):
        return list(zip(range(start, end), bodies(start, end)))

    def test_every_consumer_reads_everything_with_its_offsets(self):
        readers = [self.reader({"x-stream-offset": "first"}) for _ in range(3)]

        for taken in readers:
            self.assert_read(taken, self.numbered(0, COUNT))

    def test_reading_begins_where_it_is_wanted(self):
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        for offset, start in [
            (7, 7),
            ("last", COUNT - 1),
            ("1h", 0),
            (now - datetime.timedelta(hours=1), 0),
        ]:
            with self.subTest(offset=offset):
                self.assert_read(self.reader({"x-stream-offset": offset}), self.numbered(start, COUNT))

    def test_next_is_what_comes_from_now_on(self):
        named, silent = self.reader({"x-stream-offset": "next"}), self.reader({})

        self.publish(COUNT, COUNT + 2)

        for taken in (named, silent):
            self.assert_read(taken, self.numbered(COUNT, COUNT + 2))

    def test_acks_give_credit_back_and_take_nothing_away(self):
        for _ in range(2):
            self.assert_read(self.reader({"x-stream-offset": "first"}, prefetch=1), self.numbered(0, COUNT))

    def test_a_consumer_may_ask_for_some_values(self):
        for region in ("emea", "apac", None):
            headers = {"x-stream-filter-value": region} if region else {}
            self.channel.basic_publish("", self.stream, b"valued", pika.BasicProperties(headers=headers))
        wanted = {"x-stream-offset": COUNT, "x-stream-filter": ["apac"]}

        only = self.reader(wanted)
        unfiltered = self.reader({**wanted, "x-stream-match-unfiltered": True})

        everything = [COUNT, COUNT + 1, COUNT + 2]
        for taken, offsets in [(only, [COUNT + 1]), (unfiltered, [COUNT + 1, COUNT + 2])]:
            expected = everything if self.is_310() else offsets
            self.assert_read(taken, [(offset, b"valued") for offset in expected])

    def test_what_takes_away_is_not_supported(self):
        text = f"NOT_IMPLEMENTED - %s not supported by stream queues queue '{self.stream}' in vhost '/'"
        for method, attempt in [
            ("basic.get", lambda channel: channel.basic_get(self.stream)),
            ("queue.purge", lambda channel: channel.queue_purge(self.stream)),
        ]:
            with self.subTest(method=method):
                channel = self.another_connection().channel()
                self.assert_connection_closed(540, text % method, lambda: attempt(channel))

    def test_consumer_needs_a_prefetch(self):
        self.assert_channel_closed(
            406,
            f"PRECONDITION_FAILED - consumer prefetch count is not set for 'queue '{self.stream}' in vhost '/''",
            lambda: self.connection.channel().basic_consume(self.stream, lambda *_: None),
        )
