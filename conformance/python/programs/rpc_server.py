"""Scenario C's server: an algorithm behind a queue, with msgpack in and out.

usage: rpc_server.py QUEUE NAME SECONDS_PER_REQUEST
"""

import sys

import msgpack
import pika

from common import connect, end_with_parent, say


def answer(request, name):
    return {"算法": request["算法"], "结果": sum(request["数据"]), "服务": name}


def main():
    queue, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    end_with_parent()
    connection = connect()
    channel = connection.channel()
    channel.queue_declare(queue=queue)
    channel.basic_qos(prefetch_count=1)

    def on_request(channel, method, properties, body):
        request = msgpack.unpackb(body)
        say(f"took {sum(request['数据'])}")
        connection.sleep(seconds)
        channel.basic_publish(
            exchange="",
            routing_key=properties.reply_to,
            properties=pika.BasicProperties(correlation_id=properties.correlation_id),
            body=msgpack.packb(answer(request, name)),
        )
        channel.basic_ack(delivery_tag=method.delivery_tag)

    channel.basic_consume(queue=queue, on_message_callback=on_request)
    say("ready")
    channel.start_consuming()


if __name__ == "__main__":
    main()
