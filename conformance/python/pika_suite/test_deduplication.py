"""Messages that come twice and are taken once; publishers and consumers do nothing for it."""

import pika

from support import WarrenTest, unique

HOUR = 3_600_000


def identified(name):
    return pika.BasicProperties(message_id=name)


def marked(value):
    return pika.BasicProperties(headers={"x-deduplication-header": value})


class Deduplication(WarrenTest):
    def setUp(self):
        super().setUp()
        self.channel.confirm_delivery()

    def drain(self, queue):
        bodies = []
        while True:
            method, _, body = self.channel.basic_get(queue, auto_ack=True)
            if method is None:
                return bodies
            bodies.append(body)

    def test_message_id_is_taken_once_in_its_window(self):
        queue = self.queue(arguments={"x-dedup-window": HOUR})

        # neither is nacked or returned: that would raise
        self.channel.basic_publish("", queue, b"first", identified("a"), mandatory=True)
        self.channel.basic_publish("", queue, b"again", identified("a"), mandatory=True)
        self.channel.basic_publish("", queue, b"other", identified("b"))

        self.assertEqual([b"first", b"other"], self.drain(queue))
        self.channel.basic_publish("", queue, b"after it was consumed", identified("a"))
        self.assertEqual([], self.drain(queue))

    def test_message_without_a_key_passes(self):
        queue = self.queue(arguments={"x-dedup-window": HOUR})

        for _ in range(2):
            self.channel.basic_publish("", queue, b"same")

        self.assertEqual([b"same", b"same"], self.drain(queue))

    def test_key_may_be_the_body(self):
        queue = self.queue(arguments={"x-dedup-window": HOUR, "x-dedup-key": "body"})

        for body in (b"a", b"a", b"b", b"a"):
            self.channel.basic_publish("", queue, body)

        self.assertEqual([b"a", b"b"], self.drain(queue))

    def test_key_is_taken_as_long_as_its_message_is_there(self):
        queue = self.queue(arguments={"x-message-deduplication": True})

        self.channel.basic_publish("", queue, b"first", marked("page"))
        self.channel.basic_publish("", queue, b"while it is there", marked("page"))
        self.assertEqual([b"first"], self.drain(queue))
        self.channel.basic_publish("", queue, b"when it has gone", marked("page"))
        self.assertEqual([b"when it has gone"], self.drain(queue))

    def test_exchange_of_the_plugin_knows_duplicates_for_each_queue(self):
        exchange = self.exchange("x-message-deduplication", arguments={"x-cache-size": 10, "x-cache-ttl": HOUR})
        queues = [self.queue(), self.queue()]
        for queue in queues:
            self.channel.queue_bind(queue, exchange)

        self.channel.basic_publish(exchange, "", b"first", marked("login"))
        self.channel.basic_publish(exchange, "", b"again", marked("login"))

        self.assertEqual([[b"first"], [b"first"]], [self.drain(queue) for queue in queues])

    def test_exchange_of_any_type_may_have_a_window(self):
        exchange = self.exchange("topic", arguments={"x-dedup-window": HOUR, "x-dedup-key": "header:order"})
        queue = self.queue()
        self.channel.queue_bind(queue, exchange, "orders.#")

        for order in (5, 5, 6):
            properties = pika.BasicProperties(headers={"order": order})
            self.channel.basic_publish(exchange, "orders.new", str(order).encode(), properties)

        self.assertEqual([b"5", b"6"], self.drain(queue))

    def test_wrong_argument_is_refused(self):
        name = unique("queue")
        self.assert_channel_closed(
            406,
            f"PRECONDITION_FAILED - invalid arg 'x-dedup-key' for queue '{name}' in vhost '/': invalid_dedup_key",
            lambda: self.channel.queue_declare(name, exclusive=True, arguments={"x-dedup-key": "subject"}),
        )
