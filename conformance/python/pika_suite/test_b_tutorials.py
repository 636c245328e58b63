"""Scenario B: the tutorials, each program a process of its own."""

import os
import shlex
import subprocess
import unittest

import pika

from support import WAIT_SECONDS_MAX, BrokerTest, chinese, connect, parsed

PERSISTENT = pika.BasicProperties(delivery_mode=2)


class HelloWorld(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(queues=["hello"])

    def test_message_goes_from_one_program_to_the_other(self):
        self.channel.queue_declare(queue="hello")
        self.channel.basic_publish(exchange="", routing_key="hello", body="Hello World!")

        method, properties, body = self.take("hello", 1)[0]

        self.assertEqual(b"Hello World!", body)
        self.assertEqual(("", "hello", False), (method.exchange, method.routing_key, method.redelivered))
        self.assertEqual(pika.BasicProperties(), properties)

    def test_chinese_json_arrives_byte_for_byte(self):
        self.channel.queue_declare(queue="hello")
        sent = chinese(消息="你好,世界!", 列表=["一", "二", "三"], 嵌套={"表情": "🐇"})
        self.channel.basic_publish(exchange="", routing_key="hello", body=sent)

        body = self.take("hello", 1)[0][2]

        self.assertEqual(sent, body)
        self.assertEqual("🐇", parsed(body)["嵌套"]["表情"])

    def test_message_to_a_missing_queue_is_lost_silently(self):
        self.channel.basic_publish(exchange="", routing_key="hello", body=chinese(消息="丢失"))

        self.assertEqual(0, self.channel.queue_declare(queue="hello").method.message_count)
        self.assertEqual((None, None, None), self.channel.basic_get("hello"))


class WorkQueue(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(queues=["task_queue"])
        self.channel.queue_declare(queue="task_queue", durable=True)

    def worker(self, prefetch, dot_seconds=0.05):
        program = self.start("worker", "task_queue", 1, prefetch, dot_seconds)
        program.await_line("ready")
        return program

    def submit(self, *tasks):
        for task in tasks:
            self.channel.basic_publish("", "task_queue", chinese(任务=task), PERSISTENT)

    def test_round_robin_gives_odd_tasks_to_one_worker_and_even_ones_to_the_other(self):
        first, second = self.worker(prefetch=0), self.worker(prefetch=0)

        self.submit(*(f"任务{number}." for number in range(1, 9)))

        for number in (1, 3, 5, 7):
            first.await_line(f"done 任务{number}.")
        for number in (2, 4, 6, 8):
            second.await_line(f"done 任务{number}.")
        self.assertEqual(4, sum(line.startswith("received") for line in first.seen))
        self.assertEqual(4, sum(line.startswith("received") for line in second.seen))

    def test_with_prefetch_one_the_free_worker_gets_the_next_task(self):
        first, second = self.worker(prefetch=1), self.worker(prefetch=1)

        self.submit("长任务" + "." * 30)
        first.await_line("received 长任务")
        self.submit(*(f"短任务{number}." for number in range(6)))

        for number in range(6):
            second.await_line(f"done 短任务{number}.")
        first.await_line("done 长任务")
        self.assertEqual(1, sum(line.startswith("received") for line in first.seen))

    def test_worker_that_dies_gives_its_task_back(self):
        doomed = self.worker(prefetch=1, dot_seconds=WAIT_SECONDS_MAX)
        self.submit("重要任务.")
        doomed.await_line("received 重要任务. redelivered=False")
        heir = self.worker(prefetch=1)

        doomed.kill()

        heir.await_line("received 重要任务. redelivered=True")
        heir.await_line("done 重要任务.")
        self.assert_depth(0, "task_queue")

    def test_worker_that_dies_gives_back_all_that_it_was_sent_in_the_old_order(self):
        doomed = self.worker(prefetch=0, dot_seconds=WAIT_SECONDS_MAX)
        self.submit(*(f"任务{number}." for number in range(1, 6)))
        doomed.await_line("received 任务1.")
        self.assert_depth(0, "task_queue")

        doomed.kill()
        returned = self.take("task_queue", 5)

        self.assertEqual([f"任务{number}." for number in range(1, 6)], [parsed(body)["任务"] for _, _, body in returned])

    def test_durable_queue_refuses_to_be_declared_transient(self):
        self.assert_channel_closed(
            406,
            "PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'task_queue' in vhost '/': "
            "received 'false' but current is 'true'",
            lambda: self.channel.queue_declare(queue="task_queue", durable=False),
        )

    @unittest.skipUnless(
        os.environ.get("CONFORMANCE_DURABLE") == "1" and os.environ.get("CONFORMANCE_RESTART"),
        "needs CONFORMANCE_DURABLE=1 and CONFORMANCE_RESTART, a command that restarts the broker and returns when it serves",
    )
    def test_tasks_survive_a_restart_of_the_server(self):
        channel = self.channel
        channel.confirm_delivery()
        self.submit("幸存一", "幸存二")
        channel.basic_publish("", "task_queue", chinese(任务="消逝"), pika.BasicProperties(delivery_mode=1))

        subprocess.run(shlex.split(os.environ["CONFORMANCE_RESTART"]), check=True, timeout=50)

        connection = self.another_connection()
        self.channel = connection.channel()
        tasks = [parsed(body)["任务"] for _, _, body in self.take("task_queue", 2)]
        self.assertEqual(["幸存一", "幸存二"], tasks)
        self.assert_empty("task_queue")


class PublishSubscribe(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(exchanges=["logs"])
        self.channel.exchange_declare(exchange="logs", exchange_type="fanout")

    def emit(self, text):
        self.channel.basic_publish(exchange="logs", routing_key="", body=chinese(日志=text))

    def test_each_subscriber_gets_all_messages(self):
        self.emit("无人听见")
        subscribers = [self.start("subscriber", "logs", "fanout", "-") for _ in range(3)]
        queues = {subscriber.await_line("ready") for subscriber in subscribers}

        self.emit("第一条")
        self.emit("第二条")

        for subscriber in subscribers:
            subscriber.await_line("got  第一条")
            subscriber.await_line("got  第二条")
            self.assertEqual(3, len(subscriber.seen), subscriber.seen)
        self.assertEqual(3, len(queues))

    def test_server_names_the_queue_and_deletes_it_with_its_connection(self):
        owner = connect()
        name = owner.channel().queue_declare(queue="", exclusive=True).method.queue
        self.channel.exchange_declare(exchange="logs", exchange_type="fanout")

        owner.close()

        self.assertRegex(name, r"^amq\.gen-[A-Za-z0-9_-]{22}$")
        self.assertFalse(self.exists(name))

    def test_subscriber_that_is_killed_leaves_no_queue(self):
        subscriber = self.start("subscriber", "logs", "fanout", "-")
        name = subscriber.await_line("ready").split()[1]

        subscriber.kill()

        def gone():
            channel = self.connection.channel()
            try:
                channel.queue_declare(name, passive=True)
            except pika.exceptions.ChannelClosedByBroker as refusal:
                return refusal.reply_code == 404
            channel.close()
            return False

        self.pump_until(gone, "the queue to go")


class Routing(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(exchanges=["direct_logs"])
        self.channel.exchange_declare(exchange="direct_logs", exchange_type="direct")

    def emit(self, severity, text):
        self.channel.basic_publish("direct_logs", severity, chinese(日志=text))

    def test_queue_may_be_bound_by_several_severities(self):
        both = self.start("subscriber", "direct_logs", "direct", "ERROR", "WARNING")
        errors = self.start("subscriber", "direct_logs", "direct", "ERROR")
        both.await_line("ready")
        errors.await_line("ready")

        self.emit("INFO", "没有人要")
        self.emit("WARNING", "磁盘快满了")
        self.emit("ERROR", "磁盘满了")

        both.await_line("got WARNING 磁盘快满了")
        both.await_line("got ERROR 磁盘满了")
        errors.await_line("got ERROR 磁盘满了")
        self.assertEqual(2, len(errors.seen), errors.seen)

    def test_second_binding_of_the_same_queue_does_not_double_a_message(self):
        name = self.queue()
        self.channel.queue_bind(name, "direct_logs", "ERROR")
        self.channel.queue_bind(name, "direct_logs", "ERROR")

        self.emit("ERROR", "只有一次")

        self.take(name, 1)
        self.assert_empty(name)

    def test_unbound_severity_no_longer_arrives(self):
        name = self.queue()
        self.channel.queue_bind(name, "direct_logs", "ERROR")
        self.channel.queue_bind(name, "direct_logs", "WARNING")

        self.channel.queue_unbind(name, "direct_logs", "ERROR")
        self.emit("ERROR", "不再到达")
        self.emit("WARNING", "仍然到达")

        self.assertEqual("仍然到达", parsed(self.take(name, 1)[0][2])["日志"])
        self.assert_empty(name)


class Topics(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(exchanges=["topic_logs"])
        self.channel.exchange_declare(exchange="topic_logs", exchange_type="topic")

    def keys_arriving(self, bindings, published):
        """Which of the published keys reach a queue with these bindings, in order and with repetitions."""
        name = self.queue()
        for binding in bindings:
            self.channel.queue_bind(name, "topic_logs", binding)
        for key in published:
            self.channel.basic_publish("topic_logs", key, chinese(日志=key))
        arrived = []
        while True:
            method, _, _ = self.channel.basic_get(name, auto_ack=True)
            if method is None:
                return arrived
            arrived.append(method.routing_key)

    def test_subscribers_choose_by_pattern(self):
        kernel = self.start("subscriber", "topic_logs", "topic", "kern.*")
        critical = self.start("subscriber", "topic_logs", "topic", "*.critical")
        everything = self.start("subscriber", "topic_logs", "topic", "#")
        for program in (kernel, critical, everything):
            program.await_line("ready")

        self.channel.basic_publish("topic_logs", "cron.info", chinese(日志="定时任务"))
        self.channel.basic_publish("topic_logs", "cron.critical", chinese(日志="定时失败"))
        self.channel.basic_publish("topic_logs", "kern.critical", chinese(日志="内核错误"))

        everything.await_line("got cron.info 定时任务")
        everything.await_line("got cron.critical 定时失败")
        everything.await_line("got kern.critical 内核错误")
        critical.await_line("got cron.critical 定时失败")
        critical.await_line("got kern.critical 内核错误")
        kernel.await_line("got kern.critical 内核错误")
        self.assertEqual(2, len(kernel.seen), kernel.seen)

    def test_a_star_is_exactly_one_word(self):
        published = ["a", "a.b", "a.b.c", "b.a", ".b", "a."]
        self.assertEqual(["a.b", "a."], self.keys_arriving(["a.*"], published))

    def test_a_hash_is_any_number_of_words(self):
        published = ["lazy", "lazy.orange", "lazy.orange.male.rabbit", "lazier", "quick.lazy"]
        self.assertEqual(published[:3], self.keys_arriving(["lazy.#"], published))

    def test_hash_between_words_and_alone(self):
        published = ["a.b", "a.x.b", "a.x.y.b", "a.b.c", ""]
        self.assertEqual(["a.b", "a.x.b", "a.x.y.b"], self.keys_arriving(["a.#.b"], published))
        self.assertEqual(published, self.keys_arriving(["#"], published))

    def test_two_matching_bindings_deliver_one_copy(self):
        self.assertEqual(["quick.orange.fox"], self.keys_arriving(["*.orange.*", "quick.#"], ["quick.orange.fox"]))

    def test_chinese_words_match(self):
        published = ["日志.错误", "日志.警告", "日志.错误.磁盘"]
        self.assertEqual(["日志.错误"], self.keys_arriving(["*.错误"], published))


class Headers(BrokerTest):
    def setUp(self):
        super().setUp()
        self.start_clean(exchanges=["header_logs"])
        self.channel.exchange_declare(exchange="header_logs", exchange_type="headers")

    def bound(self, arguments):
        name = self.queue()
        self.channel.queue_bind(name, "header_logs", "", arguments)
        return name

    def emit(self, headers):
        self.channel.basic_publish("header_logs", "", chinese(日志="头"), pika.BasicProperties(headers=headers))

    def test_all_wants_every_header(self):
        name = self.bound({"x-match": "all", "格式": "pdf", "类型": "报告"})

        self.emit({"格式": "pdf"})
        self.emit({"格式": "pdf", "类型": "日志"})
        self.emit({"格式": "pdf", "类型": "报告", "页": 7})

        self.assertEqual(7, self.take(name, 1)[0][1].headers["页"])
        self.assert_empty(name)

    def test_any_wants_one_header(self):
        name = self.bound({"x-match": "any", "格式": "pdf", "类型": "报告"})

        self.emit({"格式": "zip", "类型": "日志"})
        self.emit({"格式": "pdf"})
        self.emit({"类型": "报告"})

        self.assertEqual([{"格式": "pdf"}, {"类型": "报告"}], [p.headers for _, p, _ in self.take(name, 2)])
        self.assert_empty(name)

    def test_all_is_the_default(self):
        name = self.bound({"格式": "pdf", "类型": "报告"})

        self.emit({"格式": "pdf"})
        self.emit({"格式": "pdf", "类型": "报告"})

        self.take(name, 1)
        self.assert_empty(name)

    def test_void_value_wants_the_header_with_any_value(self):
        name = self.bound({"x-match": "all", "格式": None})

        self.emit({"类型": "报告"})
        self.emit({"格式": 42})

        self.assertEqual({"格式": 42}, self.take(name, 1)[0][1].headers)

    def test_headers_that_begin_with_x_do_not_count(self):
        name = self.bound({"x-match": "all", "x-来源": "甲", "格式": "pdf"})

        self.emit({"格式": "pdf"})

        self.take(name, 1)
