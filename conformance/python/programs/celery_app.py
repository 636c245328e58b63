"""The tasks of the Celery chapter, and how its workers and producers are configured."""

import os
import time

from celery import Celery
from kombu import Exchange, Queue
from kombu.common import Broadcast

NAME = os.environ["CONFORMANCE_CELERY"]
HOLD_SECONDS = 120


def named(word):
    return f"{NAME}.{word}"


def direct(word, **options):
    return Queue(named(word), Exchange(named(word)), routing_key=named(word), **options)


app = Celery("chapter", broker=os.environ["CONFORMANCE_TARGET"], backend="rpc://")
app.conf.update(
    event_queue_prefix=named("events"),
    result_expires=60,
    task_default_queue=named("default"),
    task_queues=[
        direct("default"),
        direct("held"),
        direct("urgent", max_priority=9),
        direct("quorum", queue_arguments={"x-queue-type": "quorum"}),
        Queue(named("letters"), Exchange(named("topics"), "topic"), routing_key="信.#"),
        Broadcast(named("all"), queue=named("all"), unique=True),
    ],
    task_routes={"tasks.letter": {"exchange": named("topics"), "exchange_type": "topic", "routing_key": "信.急件"}},
    task_send_sent_event=True,
    task_track_started=True,
    worker_prefetch_multiplier=1,
    worker_redirect_stdouts=False,
    worker_send_task_events=True,
)


@app.task(name="tasks.add")
def add(first, second):
    return first + second


@app.task(name="tasks.fail")
def fail():
    raise ValueError("算不出来")


@app.task(name="tasks.where", bind=True)
def where(self):
    """Where it comes from."""
    info = self.request.delivery_info
    return [info["exchange"], info["routing_key"], info["priority"]]


@app.task(name="tasks.letter", bind=True)
def letter(self, **content):
    return [self.request.delivery_info["routing_key"], content]


@app.task(name="tasks.retrying", bind=True)
def retrying(self):
    if self.request.retries < 1:
        raise self.retry(countdown=0.1)
    return self.request.retries


@app.task(name="tasks.say", ignore_result=True)
def say(word):
    """Tells the test in which order and where tasks run."""
    print(f"said {word}", flush=True)


@app.task(name="tasks.hold", bind=True, acks_late=True)
def hold(self):
    """Runs until its worker is killed; whoever gets it then has it done at once."""
    if self.request.delivery_info["redelivered"]:
        return "again"
    print(f"holds {self.request.id}", flush=True)
    time.sleep(HOLD_SECONDS)
    return "too late"
