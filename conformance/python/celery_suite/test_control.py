"""Remote control, events and queues that come and go, with two workers that know of each other."""

from celery.events import EventReceiver

from support import WAIT_SECONDS_MAX
from .workers import CeleryTest, Worker, app, ask, forget, named, tell
from .workers import tasks as do


class Control(CeleryTest):
    @classmethod
    def setUpClass(cls):
        cls.first = Worker("first", "prefork", ["default", "all"], "-c", "1")
        cls.second = Worker("second", "solo", ["default", "all"], "-c", "1")
        cls.nodes = [cls.first.node, cls.second.node]

    @classmethod
    def tearDownClass(cls):
        cls.first.stop()
        cls.second.stop()
        forget()

    def test_workers_answer(self):
        pong = {"ok": "pong"}

        self.assertEqual({name: pong for name in self.nodes}, ask("ping", self.nodes))
        self.assertEqual({self.second.node: pong}, ask("ping", [self.second.node]))

    def test_workers_tell_of_themselves(self):
        stats, queues = self.second.ask("stats"), self.second.ask("active_queues")
        bound = {each["exchange"]["name"]: each["exchange"]["type"] for each in queues}

        self.assertEqual("amqp", stats["broker"]["transport"])
        self.assertEqual(1, stats["prefetch_count"])
        self.assertEqual({named("default"): "direct", named("all"): "fanout"}, bound)
        self.assertIn("tasks.fail", self.second.ask("registered"))
        for empty in ("active", "reserved", "scheduled"):
            self.assertEqual([], self.second.ask(empty))

    def test_broadcast_reaches_all(self):
        do.say.apply_async(["大家好"], queue=named("all"))

        self.first.program.await_line("said 大家好")
        self.second.program.await_line("said 大家好")

    def test_limits_are_set(self):
        self.assertIn("ok", tell("rate_limit", self.second.node, task_name="tasks.add", rate_limit="100/m")[self.second.node])
        self.assertIn("tasks.add [rate_limit=100/m]", self.second.ask("registered", "rate_limit"))
        self.assertIn("ok", tell("time_limit", self.second.node, task_name="tasks.add", hard=60)[self.second.node])

    def test_pool_grows(self):
        before = self.first.ask("stats")["prefetch_count"]

        tell("pool_grow", self.first.node, n=1)

        self.wait_until(lambda: self.first.ask("stats")["prefetch_count"] == before + 1, "a larger prefetch")

    def test_urgent_tasks_come_first(self):
        """They wait in a queue with priorities that the worker is told of later."""
        for priority in (0, 5, 9, 1):
            do.say.apply_async([f"urgent {priority}"], queue=named("urgent"), priority=priority)

        tell("add_consumer", self.second.node, queue=named("urgent"))
        said = [self.second.program.await_line("said urgent") for _ in range(4)]
        tell("cancel_consumer", self.second.node, queue=named("urgent"))

        self.assertEqual([f"said urgent {priority}" for priority in (9, 5, 1, 0)], said)
        self.assertNotIn(named("urgent"), [each["name"] for each in self.second.ask("active_queues")])

    def test_events_tell_what_becomes_of_a_task(self):
        class Watch(EventReceiver):
            def on_consume_ready(self, *_, **__):
                do.add.apply_async([1, 2], task_id=identity, queue=named("default"))

        identity, seen = named("watched"), {}

        def on_event(event):
            if event.get("uuid") == identity:
                seen[event["type"]] = event
            receiver.should_stop = {"task-succeeded", "task-sent"} <= seen.keys()

        with app.connection_for_read() as connection:
            receiver = Watch(connection, handlers={"*": on_event}, app=app, node_id=named("watch"))
            receiver.capture(limit=None, timeout=WAIT_SECONDS_MAX, wakeup=False)

        self.assertEqual({"task-sent", "task-received", "task-started", "task-succeeded"}, seen.keys())
        self.assertEqual("3", seen["task-succeeded"]["result"])
        self.assertIn(seen["task-succeeded"]["hostname"], self.nodes)

    def test_heartbeats_of_all_workers_are_seen(self):
        seen = set()

        def on_heartbeat(event):
            seen.add(event["hostname"])
            receiver.should_stop = seen >= set(self.nodes)

        with app.connection_for_read() as connection:
            receiver = EventReceiver(connection, handlers={"worker-heartbeat": on_heartbeat}, app=app)
            receiver.capture(limit=None, timeout=WAIT_SECONDS_MAX, wakeup=True)

        self.assertLessEqual(set(self.nodes), seen)
