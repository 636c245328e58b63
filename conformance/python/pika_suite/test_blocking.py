"""The blocking connection: what most Python programs use."""

import functools
import hashlib
import threading
import time

import pika
from pika.exceptions import ChannelClosedByBroker, UnroutableError

from support import WAIT_SECONDS_MAX, BrokerTest, chinese, unique

LARGE_BYTES = 20 * 1024 * 1024


class Publishing(BrokerTest):
    def test_confirmed_publish_returns_when_the_broker_has_the_message(self):
        name = self.queue()
        self.channel.confirm_delivery()

        for number in range(100):
            self.channel.basic_publish("", name, f"确认 {number}".encode())

        self.assert_depth(100, name)

    def test_confirmed_publish_without_mandatory_to_nowhere_is_fine(self):
        self.channel.confirm_delivery()

        self.channel.basic_publish("", unique("missing"), b"lost")
        self.channel.basic_publish("amq.fanout", "", b"lost")

    def test_mandatory_message_without_a_queue_comes_back_whole(self):
        self.channel.confirm_delivery()
        missing = unique("missing")
        properties = pika.BasicProperties(message_id="号码", headers={"键": "值"})

        with self.assertRaises(UnroutableError) as refusal:
            self.channel.basic_publish("", missing, chinese(消息="退回"), properties, mandatory=True)

        (returned,) = refusal.exception.messages
        self.assertEqual((312, "NO_ROUTE"), (returned.method.reply_code, returned.method.reply_text))
        self.assertEqual(("", missing), (returned.method.exchange, returned.method.routing_key))
        self.assertEqual(properties, returned.properties)
        self.assertEqual(chinese(消息="退回"), returned.body)

    def test_mandatory_message_with_a_queue_is_not_returned(self):
        name = self.queue()
        self.channel.confirm_delivery()

        self.channel.basic_publish("", name, b"here", mandatory=True)

        self.assert_depth(1, name)

    def test_return_without_confirms_reaches_the_callback(self):
        returned = []
        self.channel.add_on_return_callback(lambda _c, method, _p, body: returned.append((method.reply_code, body)))

        self.channel.basic_publish("amq.direct", unique("missing"), b"back", mandatory=True)
        self.pump_until(lambda: returned, "the return")

        self.assertEqual([(312, b"back")], returned)

    def test_order_on_a_channel_is_kept(self):
        name = self.queue()

        for number in range(2_000):
            self.channel.basic_publish("", name, str(number).encode())

        self.assertEqual(list(range(2_000)), [int(body) for _, _, body in self.take(name, 2_000)])

    def test_empty_body(self):
        name = self.queue()

        self.channel.basic_publish("", name, b"")

        self.assertEqual(b"", self.take(name, 1)[0][2])

    def test_large_message_arrives_whole(self):
        name = self.queue()
        body = b"0123456789abcdef" * (LARGE_BYTES // 16)
        self.channel.confirm_delivery()

        self.channel.basic_publish("", name, body)
        delivered, _, consumed = self.take(name, 1, auto_ack=False)[0]
        self.channel.basic_nack(delivered.delivery_tag, requeue=True)
        method, _, got = self.channel.basic_get(name, auto_ack=True)

        self.assertTrue(method.redelivered)
        for copy in (consumed, got):
            self.assertEqual(LARGE_BYTES, len(copy))
            self.assertEqual(hashlib.sha256(body).digest(), hashlib.sha256(copy).digest())

    def test_bodies_around_the_frame_size_arrive_whole(self):
        name = self.queue()
        sizes = [1, 4087, 4088, 4089, 8176, 131_063, 131_064, 131_065, 262_128, 262_129]

        for size in sizes:
            self.channel.basic_publish("", name, b"x" * size)

        self.assertEqual(sizes, [len(body) for _, _, body in self.take(name, len(sizes))])

    def test_transaction_publishes_at_commit_only(self):
        name = self.queue()
        self.channel.tx_select()

        self.channel.basic_publish("", name, b"rolled back")
        self.channel.tx_rollback()
        self.channel.basic_publish("", name, b"committed")
        before = self.depth(name)
        self.channel.tx_commit()

        self.assertEqual(0, before)
        self.assert_depth(1, name)
        self.assertEqual(b"committed", self.channel.basic_get(name)[2])

    def test_transaction_gives_acknowledgements_back_at_rollback(self):
        name = self.queue()
        self.channel.basic_publish("", name, b"kept")
        self.channel.tx_select()
        method, _, _ = self.channel.basic_get(name)

        self.channel.basic_ack(method.delivery_tag)
        self.channel.tx_rollback()
        self.channel.basic_nack(method.delivery_tag, requeue=True)
        self.channel.tx_commit()

        self.assert_depth(1, name)


class Consuming(BrokerTest):
    def fill(self, count, **options):
        name = self.queue(**options)
        for number in range(count):
            self.channel.basic_publish("", name, str(number).encode())
        return name

    def test_get_tells_how_many_are_left(self):
        name = self.fill(3)

        method, properties, body = self.channel.basic_get(name, auto_ack=True)

        self.assertEqual((2, "", name), (method.message_count, method.exchange, method.routing_key))
        self.assertEqual(b"0", body)
        self.assert_depth(2, name)

    def test_get_from_an_empty_queue_is_answered_empty(self):
        self.assertEqual((None, None, None), self.channel.basic_get(self.queue()))

    def test_nack_puts_a_message_back_to_its_place(self):
        name = self.fill(3)
        method, _, _ = self.channel.basic_get(name)

        self.channel.basic_nack(method.delivery_tag, requeue=True)

        taken = self.take(name, 3)
        self.assertEqual([b"0", b"1", b"2"], [body for _, _, body in taken])
        self.assertEqual([True, False, False], [m.redelivered for m, _, _ in taken])

    def test_nack_of_several_at_once(self):
        name = self.fill(4)
        tags = [self.channel.basic_get(name)[0].delivery_tag for _ in range(4)]

        self.channel.basic_nack(tags[2], multiple=True, requeue=True)
        self.channel.basic_ack(tags[3])

        self.assertEqual([b"0", b"1", b"2"], [body for _, _, body in self.take(name, 3)])
        self.assert_empty(name)

    def test_rejected_message_without_requeue_is_gone(self):
        name = self.fill(1)

        self.channel.basic_reject(self.channel.basic_get(name)[0].delivery_tag, requeue=False)

        self.assert_empty(name)

    def test_recover_delivers_again(self):
        name = self.fill(2)
        self.channel.basic_get(name)
        self.channel.basic_get(name)

        self.channel.basic_recover(requeue=True)

        taken = self.take(name, 2)
        self.assertEqual([(b"0", True), (b"1", True)], [(body, m.redelivered) for m, _, body in taken])

    def test_closing_a_channel_gives_unacknowledged_messages_back(self):
        name = self.fill(3)
        other = self.connection.channel()
        for _ in range(3):
            other.basic_get(name)
        before = self.depth(name)

        other.close()

        self.assertEqual((0, 3), (before, self.depth(name)))

    def test_prefetch_limits_what_is_out(self):
        name = self.fill(10)
        received = []
        self.channel.basic_qos(prefetch_count=3)
        self.channel.basic_consume(name, lambda _c, method, _p, _b: received.append(method.delivery_tag))

        self.pump_until(lambda: len(received) == 3, "three messages")
        self.assert_depth(7, name)
        self.channel.basic_ack(received[-1], multiple=True)
        self.pump_until(lambda: len(received) == 6, "three more")

        self.assert_depth(4, name)

    def test_global_prefetch_is_shared_by_the_consumers_of_a_channel(self):
        first, second = self.fill(5), self.fill(5)
        received = []
        self.channel.basic_qos(prefetch_count=4, global_qos=True)
        for name in (first, second):
            self.channel.basic_consume(name, lambda _c, method, _p, _b: received.append(method.delivery_tag))

        self.pump_until(lambda: len(received) == 4, "four messages")

        self.assertEqual(6, self.depth(first) + self.depth(second))

    def test_cancelled_consumer_gets_no_more(self):
        name = self.fill(0)
        received = []
        tag = self.channel.basic_consume(name, lambda *_: received.append(1), auto_ack=True)

        self.channel.basic_cancel(tag)
        self.channel.basic_publish("", name, b"late")

        self.assert_depth(1, name)
        self.assertEqual([], received)

    def test_deleting_a_queue_cancels_its_consumers(self):
        name = self.queue(exclusive=False)
        other = self.another_connection().channel()
        cancelled = []
        self.channel.add_on_cancel_callback(lambda frame: cancelled.append(frame.method.consumer_tag))
        tag = self.channel.basic_consume(name, lambda *_: None)

        other.queue_delete(name)
        self.pump_until(lambda: cancelled, "the cancel")

        self.assertEqual([tag], cancelled)
        self.assertEqual([], self.channel.consumer_tags)

    def test_consuming_generator_ends_when_its_queue_is_deleted(self):
        name = self.fill(2, exclusive=False)
        bodies = []

        for _, _, body in self.channel.consume(name, auto_ack=True):
            bodies.append(body)
            if len(bodies) == 2:
                self.another_connection().channel().queue_delete(name)

        self.assertEqual([b"0", b"1"], bodies)

    def test_consuming_generator_gives_what_it_did_not_hand_out_back(self):
        name = self.fill(10)
        generator = self.channel.consume(name)
        method, _, _ = next(generator)
        self.channel.basic_ack(method.delivery_tag)

        self.channel.cancel()

        self.assert_depth(9, name)
        self.assertEqual(b"1", self.channel.basic_get(name, auto_ack=True)[2])

    def test_two_consumers_take_turns(self):
        name = self.queue()
        received = {"甲": [], "乙": []}
        for consumer, bodies in received.items():
            self.channel.basic_consume(
                name, lambda _c, _m, _p, body, bodies=bodies: bodies.append(int(body)), auto_ack=True
            )

        for number in range(10):
            self.channel.basic_publish("", name, str(number).encode())
        self.pump_until(lambda: sum(map(len, received.values())) == 10, "ten messages")

        self.assertEqual({"甲": [0, 2, 4, 6, 8], "乙": [1, 3, 5, 7, 9]}, received)

    def test_other_thread_acknowledges_through_the_connection(self):
        name = self.fill(20)
        done = threading.Event()

        def work(tag):
            self.connection.add_callback_threadsafe(functools.partial(settle, tag))

        def settle(tag):
            self.channel.basic_ack(tag)
            if tag == 20:
                done.set()
                self.channel.stop_consuming()

        self.channel.basic_qos(prefetch_count=1)
        threads = []

        def on_message(_channel, method, _properties, _body):
            threads.append(threading.Thread(target=work, args=(method.delivery_tag,)))
            threads[-1].start()

        self.channel.basic_consume(name, on_message)
        self.channel.start_consuming()
        for thread in threads:
            thread.join()

        self.assertTrue(done.is_set())
        self.assert_empty(name)


class Topology(BrokerTest):
    def test_server_named_queue_is_meant_by_the_empty_name(self):
        name = self.channel.queue_declare("", exclusive=True).method.queue
        self.channel.queue_bind("", "amq.direct", name)

        self.channel.basic_publish("amq.direct", name, b"one")

        self.assertEqual(b"one", self.channel.basic_get("", auto_ack=True)[2])

    def test_counts_of_declare_purge_and_delete(self):
        name = self.queue()
        for _ in range(5):
            self.channel.basic_publish("", name, b"x")
        self.channel.basic_consume(name, lambda *_: None)
        self.channel.cancel()
        declared = self.channel.queue_declare(name, exclusive=True).method

        self.assertEqual(1, declared.consumer_count)
        for tag in self.channel.consumer_tags:
            self.channel.basic_cancel(tag)
        self.channel.basic_recover(requeue=True)
        self.assertEqual(5, self.channel.queue_purge(name).method.message_count)
        self.channel.basic_publish("", name, b"x")
        self.assertEqual(1, self.channel.queue_delete(name).method.message_count)

    def test_deleting_what_does_not_exist_is_fine(self):
        self.assertEqual(0, self.channel.queue_delete(unique("missing")).method.message_count)
        self.channel.exchange_delete(unique("missing"))

    def test_auto_delete_queue_goes_with_its_last_consumer(self):
        name = self.queue(exclusive=False, auto_delete=True)
        first = self.channel.basic_consume(name, lambda *_: None)
        second = self.channel.basic_consume(name, lambda *_: None)

        self.channel.basic_cancel(first)
        with_one = self.exists(name)
        self.channel.basic_cancel(second)

        self.assertEqual((True, False), (with_one, self.exists(name)))

    def test_auto_delete_queue_that_never_had_a_consumer_stays(self):
        name = unique("queue")
        self.forget_later(queues=[name])
        other = self.another_connection()
        other.channel().queue_declare(name, auto_delete=True)

        other.close()

        self.assertTrue(self.exists(name))

    def test_exclusive_queue_belongs_to_one_connection(self):
        name = self.queue()
        stranger = self.another_connection()

        with self.assertRaises(ChannelClosedByBroker) as refusal:
            stranger.channel().basic_consume(name, lambda *_: None)

        self.assertEqual(405, refusal.exception.reply_code)
        self.connection.channel().queue_declare(name, exclusive=True)

    def test_exclusive_queue_is_gone_when_close_is_answered(self):
        other = self.another_connection()
        name = other.channel().queue_declare(unique("queue"), exclusive=True).method.queue

        other.close()

        self.assertFalse(self.exists(name))

    def test_auto_delete_exchange_goes_with_its_last_binding(self):
        name, queue = self.exchange("direct", auto_delete=True), self.queue()
        self.channel.queue_bind(queue, name, "甲")
        self.channel.queue_bind(queue, name, "乙")

        self.channel.queue_unbind(queue, name, "甲")
        self.channel.exchange_declare(name, passive=True)
        self.channel.queue_unbind(queue, name, "乙")

        self.assert_channel_closed(
            404,
            f"NOT_FOUND - no exchange '{name}' in vhost '/'",
            lambda: self.channel.exchange_declare(name, passive=True),
        )

    def test_exchange_bound_to_an_exchange_passes_messages_on(self):
        source, middle, queue = self.exchange("topic"), self.exchange("fanout"), self.queue()
        self.channel.exchange_bind(destination=middle, source=source, routing_key="新闻.#")
        self.channel.queue_bind(queue, middle)

        self.channel.basic_publish(source, "新闻.体育", b"yes")
        self.channel.basic_publish(source, "天气", b"no")
        self.channel.exchange_unbind(destination=middle, source=source, routing_key="新闻.#")
        self.channel.basic_publish(source, "新闻.体育", b"too late")

        method, _, body = self.channel.basic_get(queue, auto_ack=True)
        self.assertEqual((b"yes", source, 0), (body, method.exchange, method.message_count))

    def test_cycle_of_exchanges_delivers_one_copy(self):
        first, second, queue = self.exchange("fanout"), self.exchange("fanout"), self.queue()
        self.channel.exchange_bind(destination=second, source=first)
        self.channel.exchange_bind(destination=first, source=second)
        self.channel.queue_bind(queue, first)
        self.channel.queue_bind(queue, second)

        self.channel.basic_publish(first, "", b"once")

        self.assertEqual(0, self.channel.basic_get(queue, auto_ack=True)[0].message_count)

    def test_alternate_exchange_gets_what_finds_no_queue(self):
        alternate, queue = self.exchange("fanout"), self.queue()
        main = self.exchange("direct", arguments={"alternate-exchange": alternate})
        self.channel.queue_bind(queue, alternate)
        self.channel.confirm_delivery()

        self.channel.basic_publish(main, "无人", b"caught", mandatory=True)

        self.assertEqual(b"caught", self.channel.basic_get(queue, auto_ack=True)[2])

    def test_predeclared_exchanges_are_there(self):
        kinds = {
            "amq.direct": "direct",
            "amq.fanout": "fanout",
            "amq.topic": "topic",
            "amq.headers": "headers",
            "amq.match": "headers",
        }
        for name, kind in kinds.items():
            self.channel.exchange_declare(name, kind, durable=True)

    def test_names_may_be_chinese_and_255_bytes_long(self):
        name = "队列" * 42 + "abc"
        self.assertEqual(255, len(name.encode()))
        self.forget_later(queues=[name])

        self.channel.queue_declare(name)
        self.channel.queue_bind(name, "amq.topic", name)
        self.channel.basic_publish("amq.topic", name, b"long")

        self.assertEqual(name, self.channel.basic_get(name, auto_ack=True)[0].routing_key)


class Living(BrokerTest):
    def test_idle_connection_with_heartbeat_one_stays_open(self):
        connection = self.another_connection(heartbeat=1)
        channel = connection.channel()
        started = time.monotonic()

        connection.process_data_events(time_limit=3.5)

        self.assertGreater(time.monotonic() - started, 3.4)
        self.assertTrue(connection.is_open)
        channel.queue_declare("", exclusive=True)

    def test_connection_that_falls_silent_is_dropped_after_two_heartbeats(self):
        """Nothing runs on it, so it sends no heartbeat; the broker must not keep it and its queue."""
        silent = self.another_connection(heartbeat=1)
        name = silent.channel().queue_declare(unique("queue"), exclusive=True).method.queue
        gone = threading.Event()

        def watch():
            watcher = self.another_connection()
            deadline = time.monotonic() + WAIT_SECONDS_MAX
            while time.monotonic() < deadline and not gone.is_set():
                channel = watcher.channel()
                try:
                    channel.queue_declare(name, passive=True)
                except ChannelClosedByBroker as refusal:
                    if refusal.reply_code == 404:
                        gone.set()
                        return
                watcher.sleep(0.1)

        watch()

        self.assertTrue(gone.is_set())

    def test_blocked_connection_timeout_is_accepted(self):
        connection = self.another_connection(blocked_connection_timeout=5)

        name = connection.channel().queue_declare("", exclusive=True).method.queue

        self.assertTrue(name.startswith("amq.gen-"))

    def test_many_channels_work_side_by_side(self):
        name = self.queue()
        channels = [self.connection.channel() for _ in range(100)]

        for number, channel in enumerate(channels):
            channel.basic_publish("", name, str(number).encode())
        for channel in channels:
            channel.close()

        self.assert_depth(100, name)

    def test_channel_number_can_be_used_again(self):
        for _ in range(50):
            channel = self.connection.channel(channel_number=7)
            channel.queue_declare("", exclusive=True)
            channel.close()

    def test_connection_closes_with_channels_open_and_messages_out(self):
        name = self.queue(exclusive=False)
        other = self.another_connection()
        channel = other.channel()
        channel.basic_publish("", name, b"x")
        channel.basic_get(name)

        other.close()

        self.assert_depth(1, name)

    def test_connections_come_and_go(self):
        for number in range(50):
            connection = self.another_connection()
            connection.channel().basic_publish("", "nowhere", str(number).encode())
            connection.close()

        self.assertTrue(self.connection.is_open)
