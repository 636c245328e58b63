"""Scenario A's sender: declares and deletes `hello`, then streams answers to it in rounds.

usage: stream_sender.py ROUNDS [PAUSE_AFTER]
With PAUSE_AFTER it stops after so many rounds until it reads a line, so that a test can say
which messages had a queue to go to.
"""

import json
import sys
import time

from common import connect, say

TEXT = "大模型正在逐步生成回答,这一段文字会被切成许多小块发送给前端。" * 4


def message(kind, number, end=False):
    return json.dumps(
        {"type": kind, "round": number, "content": TEXT, "end": end, "send_time": time.time()},
        ensure_ascii=False,
    ).encode("utf-8")


def main():
    rounds = int(sys.argv[1])
    pause_after = int(sys.argv[2]) if len(sys.argv) > 2 else None
    connection = connect()
    channel = connection.channel()
    channel.queue_declare(queue="hello")
    channel.queue_delete(queue="hello")
    say("deleted")
    started = time.monotonic()
    for number in range(rounds):
        if number == pause_after:
            channel.basic_qos(prefetch_count=0)  # answered only after the publishes before it
            say(f"paused {number}")
            sys.stdin.readline()
        for kind in ("Tool", "Thought", "Result"):
            body = message(kind, number, end=kind == "Result")
            channel.basic_publish(exchange="", routing_key="hello", body=body)
    connection.close()
    say(f"sent {3 * rounds} in {time.monotonic() - started:.2f} s")


if __name__ == "__main__":
    main()
