"""Tasks and their results, with one worker of the default kind (prefork)."""

import datetime

from celery import chain, group
from celery.exceptions import TaskRevokedError

from support import WAIT_SECONDS_MAX
from .workers import ALONE, CeleryTest, Worker, app, forget, named, tell
from .workers import tasks as do


class Tasks(CeleryTest):
    @classmethod
    def setUpClass(cls):
        cls.worker = Worker("tasks", "prefork", ["default", "letters"], "-c", "2", *ALONE)

    @classmethod
    def tearDownClass(cls):
        cls.worker.stop()
        forget()

    def scheduled(self):
        return {each["request"]["id"] for each in self.worker.ask("scheduled")}

    def prefetch(self):
        return self.worker.ask("stats")["prefetch_count"]

    def test_result_comes_back(self):
        self.assertEqual(42, self.result(do.add.delay(40, 2)))

    def test_many_results_come_back_to_their_tasks(self):
        tasks = [do.add.delay(number, number) for number in range(100)]

        self.assertEqual([2 * number for number in range(100)], [self.result(task) for task in tasks])

    def test_failure_comes_back(self):
        with self.assertRaisesRegex(ValueError, "算不出来"):
            self.result(do.fail.delay())

    def test_task_is_tried_again_after_a_while(self):
        self.assertEqual(1, self.result(do.retrying.delay()))

    def test_group_and_chain(self):
        results = group(do.add.s(number, 1) for number in range(10)).apply_async()
        chained = chain(do.add.s(1, 2), do.add.s(3), do.add.s(4)).apply_async()

        self.assertEqual(list(range(1, 11)), results.join(timeout=WAIT_SECONDS_MAX))
        self.assertEqual(10, self.result(chained))

    def test_route_by_topic(self):
        self.assertEqual(["信.急件", {"收件人": "甲"}], self.result(do.letter.delay(收件人="甲")))

    def test_task_comes_by_the_default_exchange(self):
        self.assertEqual(["", named("default"), 0], self.result(do.where.delay()))

    def test_compressed_content_arrives(self):
        for compression in ("zlib", "bzip2"):
            task = do.add.apply_async(["长" * 10_000, "!"], compression=compression)
            self.assertEqual("长" * 10_000 + "!", self.result(task))

    def test_tasks_from_a_quorum_queue(self):
        """Celery before 5.5 asks for a prefetch for the whole channel."""
        with app.connection_for_read() as connection:
            connection.connect()
            if connection.connection.server_properties["version"].startswith("3.10."):
                self.skipTest("RabbitMQ has no such prefetch for quorum queues")

        tell("add_consumer", self.worker.node, queue=named("quorum"))
        tasks = [do.add.apply_async([number, 1], queue=named("quorum")) for number in range(10)]

        self.assertEqual(list(range(1, 11)), [self.result(task) for task in tasks])

    def test_tasks_for_later_do_not_keep_others_waiting(self):
        """The worker holds them unacknowledged and asks for a larger prefetch (global) for each."""
        later = [do.add.apply_async([number, 0], countdown=3600) for number in range(7)]

        self.assertEqual(3, self.result(do.add.delay(1, 2)))
        self.wait_until(lambda: {task.id for task in later} <= self.scheduled(), "all of them on the worker's list")
        self.wait_until(lambda: self.prefetch() == 2 + len(self.scheduled()), "a prefetch that counts them")

    def test_revoked_task_is_not_run(self):
        task = do.add.apply_async([1, 2], countdown=3600)
        tell("revoke", self.worker.node, task_id=task.id)
        self.wait_until(lambda: task.id in self.worker.ask("revoked"), "the worker to know")
        again = do.add.apply_async([1, 2], task_id=task.id)

        with self.assertRaises(TaskRevokedError):
            self.result(again)

    def test_task_that_expired_in_the_queue_is_not_run(self):
        past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)

        with self.assertRaises(TaskRevokedError):
            self.result(do.add.apply_async([1, 2], expires=past))
