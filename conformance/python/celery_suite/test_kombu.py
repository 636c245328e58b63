"""kombu by itself, as programs without Celery use it."""

import socket
import threading

from kombu import Connection, Consumer, Exchange, Producer, Queue
from kombu.mixins import ConsumerProducerMixin
from kombu.pools import producers

from support import TARGET, WAIT_SECONDS_MAX, TimeLimited, unique


class Kombu(TimeLimited):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    def connect(self, **options):
        connection = Connection(TARGET, **options)
        self.addCleanup(connection.release)
        return connection

    def exclusive(self, **options):
        return Queue(unique("kombu"), exclusive=True, durable=False, **options)

    def take(self, connection, queue, count):
        got = []
        with Consumer(connection, queue, callbacks=[lambda body, message: got.append(body) or message.ack()]):
            while len(got) < count:
                connection.drain_events(timeout=WAIT_SECONDS_MAX)
        return got

    def test_simple_queue(self):
        queue = self.connection.SimpleQueue(unique("kombu"), queue_opts={"exclusive": True})
        self.addCleanup(queue.close)

        queue.put({"键": "值"}, compression="zlib")
        first = queue.get(timeout=WAIT_SECONDS_MAX)
        first.requeue()
        second = queue.get(timeout=WAIT_SECONDS_MAX)
        second.ack()

        self.assertEqual([{"键": "值"}] * 2, [first.payload, second.payload])
        self.assertTrue(second.delivery_info["redelivered"])
        with self.assertRaises(queue.Empty):
            queue.get_nowait()
        self.assertEqual(0, queue.qsize())

    def test_published_messages_are_confirmed(self):
        connection = self.connect(transport_options={"confirm_publish": True})
        queue = self.exclusive()
        with producers[connection].acquire(block=True) as producer:
            for number in range(20):
                producer.publish(number, routing_key=queue.name, declare=[queue], retry=True)

            self.assertEqual(list(range(20)), self.take(producer.connection, queue, 20))

    def test_unroutable_message_comes_back(self):
        returned = []
        producer = Producer(
            self.connection.channel(),
            on_return=lambda error, exchange, key, message: returned.append((error.reply_code, key)),
        )

        producer.publish("x", routing_key="nowhere.kombu", mandatory=True)
        while not returned:
            self.connection.drain_events(timeout=WAIT_SECONDS_MAX)

        self.assertEqual([(312, "nowhere.kombu")], returned)

    def test_rejected_message_waits_and_comes_again(self):
        """Delayed redelivery by a second queue whose messages expire into the first."""
        work = self.exclusive()
        wait = self.exclusive(
            message_ttl=0.05,
            queue_arguments={"x-dead-letter-exchange": "", "x-dead-letter-routing-key": work.name},
        )
        work.queue_arguments = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": wait.name}
        deaths = []

        def on_message(_body, message):
            died = message.headers.get("x-death", [])
            deaths.append({each["reason"]: each["count"] for each in died})
            message.ack() if len(deaths) == 3 else message.reject()

        channel = self.connection.channel()
        wait(channel).declare()
        with Consumer(channel, [work], callbacks=[on_message]):
            Producer(channel).publish("x", routing_key=work.name)
            while len(deaths) < 3:
                self.connection.drain_events(timeout=WAIT_SECONDS_MAX)

        self.assertEqual([{}] + [{"rejected": count, "expired": count} for count in (1, 2)], deaths)

    def test_calls_by_the_consumer_mixin(self):
        requests, replies = self.exclusive(), self.exclusive()

        class Server(ConsumerProducerMixin):
            def __init__(self, connection):
                self.connection = connection
                self.ready = threading.Event()

            def get_consumers(self, consumer, channel):
                return [consumer(queues=[requests], on_message=self.on_request, prefetch_count=1)]

            def on_consume_ready(self, *_, **__):
                self.ready.set()

            def on_request(self, message):
                self.producer.publish(
                    message.payload * 2,
                    routing_key=message.properties["reply_to"],
                    correlation_id=message.properties["correlation_id"],
                )
                message.ack()

        requests.exclusive = False  # the server has a connection of its own
        server = Server(self.connect())
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        self.addCleanup(thread.join, WAIT_SECONDS_MAX)
        self.addCleanup(setattr, server, "should_stop", True)
        self.assertTrue(server.ready.wait(WAIT_SECONDS_MAX))

        bound = replies(self.connection.channel())
        bound.declare()
        Producer(self.connection.channel()).publish(
            21, routing_key=requests.name, reply_to=replies.name, correlation_id="关联"
        )

        self.assertEqual([42], self.take(self.connection, replies, 1))

    def test_exchanges_and_bindings(self):
        source = Exchange(unique("topic"), "topic", auto_delete=True, durable=False)
        target = Exchange(unique("headers"), "headers", auto_delete=True, durable=False)
        queue = self.exclusive(exchange=target, binding_arguments={"x-match": "all", "语言": "中文"})
        channel = self.connection.channel()
        for each in (source, target):
            each(channel).declare()
        queue(channel).declare()
        target(channel).bind_to(source, "新闻.#")

        producer = Producer(channel, exchange=source)
        producer.publish("1", routing_key="新闻.体育", headers={"语言": "中文"})
        producer.publish("2", routing_key="新闻.体育", headers={"语言": "English"})
        producer.publish("3", routing_key="天气", headers={"语言": "中文"})
        producer.publish("4", routing_key="新闻", headers={"语言": "中文"})

        self.assertEqual(["1", "4"], self.take(self.connection, queue, 2))

    def test_heartbeats_are_agreed_on(self):
        connection = self.connect(heartbeat=60)
        connection.connect()

        connection.heartbeat_check()

        self.assertEqual(60, connection.get_heartbeat_interval())

    def test_lost_connection_is_made_again(self):
        queue = Queue(unique("kombu"), expires=60)
        self.connection.ensure_connection(timeout=WAIT_SECONDS_MAX)
        channel = self.connection.default_channel
        queue(channel).declare()
        channel.connection.transport.sock.shutdown(socket.SHUT_RDWR)

        producer = self.connection.Producer()
        publish = self.connection.ensure(producer, producer.publish, max_retries=3)
        publish("x", routing_key=queue.name)

        bound = queue(self.connection.default_channel)
        self.assertEqual("x", bound.get(no_ack=True).payload)
        bound.delete()
