"""Scenario C: calls over the broker, with msgpack, from a client to servers in other processes."""

import time
import uuid

import msgpack
import pika

from support import WAIT_SECONDS_MAX, BrokerTest, unique

ANSWER_SECONDS_MAX = 180


class RpcClient:
    """The users' client: one exclusive reply queue, answers matched by their correlation id."""

    def __init__(self, connection, queue):
        self._connection = connection
        self._channel = connection.channel()
        self._queue = queue
        self._replies = self._channel.queue_declare(queue="", exclusive=True).method.queue
        self._channel.basic_consume(self._replies, self._on_reply, auto_ack=True)
        self._answers = {}

    def _on_reply(self, _channel, _method, properties, body):
        self._answers[properties.correlation_id] = msgpack.unpackb(body)

    def send(self, *numbers):
        correlation_id = str(uuid.uuid4())
        self._channel.basic_publish(
            exchange="",
            routing_key=self._queue,
            properties=pika.BasicProperties(reply_to=self._replies, correlation_id=correlation_id),
            body=msgpack.packb({"算法": "求和", "数据": list(numbers)}),
        )
        return correlation_id

    def answer(self, correlation_id, seconds=ANSWER_SECONDS_MAX):
        deadline = time.monotonic() + seconds
        while correlation_id not in self._answers:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"no answer in {seconds} s")
            self._connection.process_data_events(time_limit=left)
        return self._answers.pop(correlation_id)

    def call(self, *numbers, seconds=ANSWER_SECONDS_MAX):
        return self.answer(self.send(*numbers), seconds)


class Rpc(BrokerTest):
    def setUp(self):
        super().setUp()
        self.requests = unique("算法 - 求和")
        self.forget_later(queues=[self.requests])
        self.channel.queue_declare(self.requests)
        self.client = RpcClient(self.another_connection(), self.requests)

    def server(self, name, seconds=0.0):
        program = self.start("rpc_server", self.requests, name, seconds)
        program.await_line("ready")
        return program

    def test_call_is_answered(self):
        self.server("甲")

        self.assertEqual({"算法": "求和", "结果": 6, "服务": "甲"}, self.client.call(1, 2, 3))
        self.assertEqual({"算法": "求和", "结果": 15, "服务": "甲"}, self.client.call(4, 5, 6))

    def test_several_servers_share_the_load(self):
        for name in ("甲", "乙", "丙"):
            self.server(name, seconds=0.02)

        calls = {self.client.send(number): number for number in range(30)}
        answers = [(number, self.client.answer(call)) for call, number in calls.items()]

        self.assertEqual(list(range(30)), [answer["结果"] for _, answer in answers])
        self.assertEqual({"甲", "乙", "丙"}, {answer["服务"] for _, answer in answers})

    def test_server_that_dies_in_the_middle_of_a_task_loses_nothing(self):
        doomed = self.server("甲", seconds=WAIT_SECONDS_MAX)
        call = self.client.send(40, 2)
        doomed.await_line("took 42")
        self.server("乙")

        doomed.kill()

        self.assertEqual({"算法": "求和", "结果": 42, "服务": "乙"}, self.client.answer(call, WAIT_SECONDS_MAX))

    def test_queue_holds_what_no_server_can_take_yet(self):
        calls = [self.client.send(number, number) for number in range(50)]
        self.assert_depth(50, self.requests)

        self.server("甲")

        self.assertEqual([2 * number for number in range(50)], [self.client.answer(c)["结果"] for c in calls])

    def test_servers_of_several_algorithms_do_not_meet(self):
        other = unique("算法 - 其他")
        self.forget_later(queues=[other])
        self.start("rpc_server", other, "别的", 0.0).await_line("ready")
        self.server("甲")
        other_client = RpcClient(self.another_connection(), other)

        self.assertEqual("甲", self.client.call(1)["服务"])
        self.assertEqual("别的", other_client.call(1)["服务"])

    def test_clients_get_their_own_answers(self):
        self.server("甲")
        second = RpcClient(self.another_connection(), self.requests)

        first_call, second_call = self.client.send(1), second.send(2)

        self.assertEqual(2, second.answer(second_call)["结果"])
        self.assertEqual(1, self.client.answer(first_call)["结果"])

    def test_client_without_a_server_gives_up_and_its_request_waits(self):
        with self.assertRaises(TimeoutError):
            self.client.call(1, seconds=0.3)

        self.assert_depth(1, self.requests)

    def test_answer_to_a_client_that_is_gone_does_not_disturb_the_server(self):
        self.server("甲")
        gone = self.another_connection()
        call = RpcClient(gone, self.requests)
        call.send(1)
        gone.close()

        self.assertEqual(5, self.client.call(5)["结果"])

    def test_direct_reply_to_needs_no_reply_queue(self):
        self.server("甲")
        answers = []
        channel = self.channel
        channel.basic_consume(
            "amq.rabbitmq.reply-to", lambda _c, _m, p, body: answers.append((p.correlation_id, body)), auto_ack=True
        )

        channel.basic_publish(
            "",
            self.requests,
            msgpack.packb({"算法": "求和", "数据": [7]}),
            pika.BasicProperties(reply_to="amq.rabbitmq.reply-to", correlation_id="直接"),
        )
        self.pump_until(lambda: answers, "the answer")

        self.assertEqual("直接", answers[0][0])
        self.assertEqual(7, msgpack.unpackb(answers[0][1])["结果"])
