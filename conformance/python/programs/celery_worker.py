"""A Celery worker: `celery_worker NAME POOL QUEUES [OPTION...]`. Says `ready` when it consumes."""

import sys

from celery.signals import worker_ready
from common import end_with_parent, say

from celery_app import app


@worker_ready.connect
def tell(**_):
    say("ready")


end_with_parent()
name, pool, queues, *options = sys.argv[1:]
app.worker_main(["worker", "-n", name, "-P", pool, "-Q", queues, "-l", "warning", *options])
