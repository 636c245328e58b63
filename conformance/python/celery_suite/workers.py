"""What the chapters share: the app with names of this run, workers as processes, and waiting."""

import contextlib
import os
import sys
import time

from support import HERE, TARGET, WAIT_SECONDS_MAX, Program, TimeLimited, unique

os.environ["CONFORMANCE_CELERY"] = unique("celery")
os.environ["CONFORMANCE_TARGET"] = TARGET
sys.path.insert(0, str(HERE / "programs"))

import celery_app as tasks  # noqa: E402  (it takes its names from the environment)
from celery_app import app, named  # noqa: E402

START_SECONDS_MAX = 40
REPLY_SECONDS_MAX = 20.0

# For a worker that need not look around for others, which takes it a second.
ALONE = "--without-mingle", "--without-gossip"


def node(word):
    """The name of a worker."""
    return f"{word}@{named('here')}"


class Worker:
    """A worker that has said that it is ready."""

    def __init__(self, word, pool, queues, *options):
        self.node = node(word)
        self.program = Program("celery_worker", self.node, pool, ",".join(map(named, queues)), *options)
        self.program.await_line("ready", seconds=START_SECONDS_MAX)

    def ask(self, method, *arguments):
        """The worker's answer to `celery inspect METHOD`."""
        return ask(method, [self.node], *arguments)[self.node]

    def stop(self):
        """A warm shutdown: what it has begun is done."""
        self.program.interrupt()
        with contextlib.suppress(Exception):
            self.program.await_end()
        self.program.clean_up()


def ask(method, nodes, *arguments):
    """`celery inspect METHOD`: returns as soon as all of them have answered."""
    inspect = app.control.inspect(nodes, timeout=REPLY_SECONDS_MAX, limit=len(nodes))
    return getattr(inspect, method)(*arguments)


def tell(command, *nodes, **arguments):
    """`celery control COMMAND`: what each of them answers."""
    answers = app.control.broadcast(
        command, arguments, destination=list(nodes), reply=True, timeout=REPLY_SECONDS_MAX, limit=len(nodes)
    )
    return {name: answer for each in answers for name, answer in each.items()}


class CeleryTest(TimeLimited):
    """A test whose tasks have done what they should within a limit, or it fails."""

    def result(self, task):
        return task.get(timeout=WAIT_SECONDS_MAX)

    def wait_until(self, condition, what):
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"waited in vain for {what}")
            time.sleep(0.05)


def forget():
    """Removes what the chapter has declared."""
    with app.connection_for_write() as connection, connection.channel() as channel:
        for queue in app.conf.task_queues:
            bound = queue(channel)
            with contextlib.suppress(Exception):
                bound.delete()
            with contextlib.suppress(Exception):
                bound.exchange.delete()
