"""Workers that are killed."""

from .workers import ALONE, CeleryTest, Worker, ask, forget, named
from .workers import tasks as do


class LostWorkers(CeleryTest):
    def start(self):
        worker = Worker("lost", "solo", ["held"], *ALONE)
        self.addCleanup(worker.stop)
        return worker

    def tearDown(self):
        forget()

    def test_what_a_killed_worker_had_begun_is_done_by_the_next(self):
        task = do.hold.apply_async(queue=named("held"))
        killed = self.start()
        killed.program.await_line(f"holds {task.id}")
        killed.program.kill()

        following = self.start()

        self.assertEqual("again", self.result(task))
        self.assertEqual({following.node: {"ok": "pong"}}, ask("ping", [killed.node]))
