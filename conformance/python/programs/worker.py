"""The tutorial's worker: a dot in a task is a second of work.

usage: worker.py QUEUE DURABLE(0|1) PREFETCH SECONDS_PER_DOT
"""

import json
import sys

from common import connect, end_with_parent, say


def main():
    queue, durable, prefetch, dot_seconds = sys.argv[1], sys.argv[2] == "1", int(sys.argv[3]), float(sys.argv[4])
    end_with_parent()
    connection = connect()
    channel = connection.channel()
    channel.queue_declare(queue=queue, durable=durable)
    if prefetch:
        channel.basic_qos(prefetch_count=prefetch)

    def on_task(channel, method, _properties, body):
        task = json.loads(body.decode("utf-8"))["任务"]
        say(f"received {task} redelivered={method.redelivered}")
        connection.sleep(task.count(".") * dot_seconds)
        channel.basic_ack(delivery_tag=method.delivery_tag)
        say(f"done {task}")

    channel.basic_consume(queue=queue, on_message_callback=on_task)
    say("ready")
    channel.start_consuming()


if __name__ == "__main__":
    main()
