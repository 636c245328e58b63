"""A consumer of the tutorials three to five: its own server-named queue, bound to an exchange.

usage: subscriber.py EXCHANGE TYPE [BINDING_KEY...]     (`-` is the empty key)
"""

import json
import sys

from common import connect, end_with_parent, say


def main():
    exchange, kind, keys = sys.argv[1], sys.argv[2], sys.argv[3:]
    end_with_parent()
    connection = connect()
    channel = connection.channel()
    channel.exchange_declare(exchange=exchange, exchange_type=kind)
    queue = channel.queue_declare(queue="", exclusive=True).method.queue
    for key in keys:
        channel.queue_bind(exchange=exchange, queue=queue, routing_key="" if key == "-" else key)

    def on_message(_channel, method, _properties, body):
        say(f"got {method.routing_key} {json.loads(body.decode('utf-8'))['日志']}")

    channel.basic_consume(queue=queue, on_message_callback=on_message, auto_ack=True)
    say(f"ready {queue}")
    channel.start_consuming()


if __name__ == "__main__":
    main()
