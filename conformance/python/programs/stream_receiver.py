"""Scenario A's receiver: counts the messages of `hello` and on Ctrl+C prints their mean delay.

usage: stream_receiver.py [ANNOUNCE]
With ANNOUNCE it says so when that many messages have come.
"""

import json
import sys
import time

from common import connect, say


class Tally:
    def __init__(self):
        self.count = 0
        self.delay = 0.0
        self.ends = 0
        self.in_order = True
        self.position = (-1, 2)

    def add(self, body):
        answer = json.loads(body.decode("utf-8"))
        self.count += 1
        self.delay += time.time() - answer["send_time"]
        self.ends += answer["end"]
        position = (answer["round"], ("Tool", "Thought", "Result").index(answer["type"]))
        if self.count > 1:
            number, kind = self.position
            expected = (number, kind + 1) if kind < 2 else (number + 1, 0)
            self.in_order = self.in_order and position == expected
        self.position = position


def main():
    announce = int(sys.argv[1]) if len(sys.argv) > 1 else None
    tally = Tally()
    connection = connect()
    channel = connection.channel()
    channel.queue_declare(queue="hello")

    def on_message(_channel, _method, _properties, body):
        tally.add(body)
        if tally.count == announce:
            say(f"reached {tally.count}")

    channel.basic_consume(queue="hello", on_message_callback=on_message, auto_ack=True)
    say("ready")
    try:
        channel.start_consuming()
        say("cancelled")
    except KeyboardInterrupt:
        pass
    mean = tally.delay / tally.count * 1000 if tally.count else 0.0
    say(f"count {tally.count} ends {tally.ends} in_order {tally.in_order} mean_delay_ms {mean:.3f}")
    connection.close()


if __name__ == "__main__":
    main()
