"""Scenario A: answers streamed through a queue, and what queues cost."""

import time

from support import BrokerTest, setting

ROUNDS = setting("CONFORMANCE_ROUNDS", 2_000)
QUEUES = setting("CONFORMANCE_QUEUES", 1_000)
STREAM_SECONDS_MAX = 45


class Streaming(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(queues=["hello"])

    def test_sender_without_receiver_publishes_to_nowhere_and_ends_well(self):
        sender = self.start("stream_sender", ROUNDS)

        sender.await_line(f"sent {3 * ROUNDS}", STREAM_SECONDS_MAX)

        self.assertEqual(0, sender.await_end())
        self.assertFalse(self.exists("hello"))

    def test_receiver_that_comes_later_gets_all_from_then_on_in_order(self):
        lost = ROUNDS // 4
        sender = self.start("stream_sender", ROUNDS, lost)
        sender.await_line("paused")
        expected = 3 * (ROUNDS - lost)
        receiver = self.start("stream_receiver", expected)
        receiver.await_line("ready")

        sender.tell("go on")
        sender.await_line("sent", STREAM_SECONDS_MAX)
        receiver.await_line("reached", STREAM_SECONDS_MAX)
        receiver.interrupt()
        verdict = receiver.await_line("count")
        print(f"# {verdict}")

        self.assertTrue(verdict.startswith(f"count {expected} ends {ROUNDS - lost} in_order True"), verdict)
        self.assertEqual(0, receiver.await_end())

    def test_receiver_that_came_first_is_cancelled_by_the_senders_delete(self):
        receiver = self.start("stream_receiver")
        receiver.await_line("ready")

        sender = self.start("stream_sender", 10)

        receiver.await_line("cancelled")
        receiver.await_line("count 0")
        sender.await_line("sent 30")

    def test_what_is_published_to_a_deleted_queue_is_not_there_when_it_is_declared_again(self):
        self.channel.queue_declare("hello")
        self.channel.queue_delete("hello")
        for number in range(300):
            self.channel.basic_publish("", "hello", f"丢失 {number}".encode())

        count = self.channel.queue_declare("hello").method.message_count
        self.channel.basic_publish("", "hello", "到达".encode())
        method, _, body = self.take("hello", 1)[0]

        self.assertEqual(0, count)
        self.assertEqual("到达", body.decode())
        self.assertFalse(method.redelivered)


class CostOfQueues(BrokerTest):
    """The names hold spaces and a dash, as the users' did."""

    def setUp(self):
        super().setUp()
        self.names = [f"test queue {number} - 会话" for number in range(QUEUES)]
        self.addCleanup(self.delete_all)

    def delete_all(self):
        connection = self.another_connection()
        channel = connection.channel()
        for name in self.names:
            channel.queue_delete(name)

    def timed(self, what, operation):
        started = time.monotonic()
        for name in self.names:
            operation(name)
        mean = (time.monotonic() - started) / len(self.names) * 1000
        print(f"# {what}: {mean:.3f} ms a queue ({len(self.names)} queues)")

    def declare(self, name):
        declared = self.channel.queue_declare(name).method
        self.assertEqual((name, 0, 0), (declared.queue, declared.message_count, declared.consumer_count))

    def test_many_queues_are_declared_and_deleted_over_one_channel(self):
        def declare_and_delete(name):
            self.declare(name)
            self.channel.queue_delete(name)

        self.timed("declare + delete", declare_and_delete)

        self.assertFalse(self.exists(self.names[0]))
        self.assertFalse(self.exists(self.names[-1]))

    def test_many_queues_live_beside_each_other(self):
        self.timed("declare", self.declare)
        self.channel.basic_publish("", self.names[-1], "最后".encode())
        self.channel.basic_publish("", self.names[0], "最先".encode())
        self.assert_depth(1, self.names[0])

        self.assertEqual("最先".encode(), self.channel.basic_get(self.names[0], auto_ack=True)[2])
        self.assertEqual("最后".encode(), self.channel.basic_get(self.names[-1], auto_ack=True)[2])
        self.timed("delete", self.channel.queue_delete)

        self.assertFalse(self.exists(self.names[QUEUES // 2]))


