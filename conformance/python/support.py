"""What every chapter needs: the target, connections to it, unique names, programs and time limits."""

import contextlib
import itertools
import json
import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

import pika

HERE = pathlib.Path(__file__).resolve().parent
TARGET = os.environ.get("CONFORMANCE_TARGET", "amqp://guest:guest@127.0.0.1:5672/%2F")
TEST_SECONDS_MAX = 50
CLEAN_UP_SECONDS_MAX = 5
WAIT_SECONDS_MAX = 20

_numbers = itertools.count(1)


def setting(name, default):
    """A whole number from the environment, so that a long run needs no other code."""
    return int(os.environ.get(name, default))


def parameters(**changes):
    """Connection parameters of the target, with some of them changed."""
    result = pika.URLParameters(TARGET)
    for name, value in changes.items():
        setattr(result, name, value)
    return result


def target_with_login(login):
    """The target's URL with other credentials, put in exactly as they are written."""
    parts = urllib.parse.urlsplit(TARGET)
    address = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{login}@{address}{parts.path}"


def connect(**changes):
    return pika.BlockingConnection(parameters(**changes))


def unique(kind):
    """A name that no other test of this or another run uses."""
    return f"warren.python.{os.getpid()}.{next(_numbers)}.{kind}"


def chinese(**fields):
    """A body as the first users write it: JSON in UTF-8 with Chinese text in the clear."""
    return json.dumps(fields, ensure_ascii=False).encode("utf-8")


def parsed(body):
    return json.loads(body.decode("utf-8"))


class Program:
    """One of the programs beside the tests, running as a process of its own.

    Its lines arrive through a thread, so that a test waits for a line and never for a time.
    """

    def __init__(self, name, *arguments):
        self._lines = queue.Queue()
        self.seen = []
        self._process = subprocess.Popen(
            [sys.executable, "-u", str(HERE / "programs" / f"{name}.py"), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "CONFORMANCE_TARGET": TARGET, "PYTHONIOENCODING": "utf-8"},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def await_line(self, start, seconds=WAIT_SECONDS_MAX):
        """The next line that begins so; what stands before it is kept in `seen`."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no line '{start}...' in {seconds} s; so far: {self.seen}") from None
            if line is None:
                raise AssertionError(f"the program ended before '{start}...'; it said: {self.seen}")
            self.seen.append(line)
            if line.startswith(start):
                return line

    def tell(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def interrupt(self):
        """What Ctrl+C does."""
        self._process.send_signal(signal.SIGINT)

    def kill(self):
        """The machine is gone: no handler runs, no connection is closed in good order."""
        self._process.kill()
        self._process.wait()

    def await_end(self, seconds=WAIT_SECONDS_MAX):
        """The exit code; afterwards `seen` holds all that the program said."""
        code = self._process.wait(timeout=seconds)
        self._reader.join(timeout=seconds)
        while not self._lines.empty():
            line = self._lines.get()
            if line is not None:
                self.seen.append(line)
        return code

    def clean_up(self):
        if self._process.poll() is None:
            self.kill()
        self._reader.join(timeout=WAIT_SECONDS_MAX)
        self._process.stdin.close()
        self._process.stdout.close()


class TimeLimited(unittest.TestCase):
    """A test that ends with an error rather than never."""

    def setUp(self):
        def too_long(_signal, _frame):
            raise TimeoutError(f"not done after {TEST_SECONDS_MAX} s")

        signal.signal(signal.SIGALRM, too_long)
        # Again every few seconds, because a clean-up may hang as the test did.
        signal.setitimer(signal.ITIMER_REAL, TEST_SECONDS_MAX, CLEAN_UP_SECONDS_MAX)
        self.addCleanup(signal.setitimer, signal.ITIMER_REAL, 0)


class BrokerTest(TimeLimited):
    """A test with a pika connection and a channel, and with nothing left behind afterwards."""

    def setUp(self):
        super().setUp()
        self.connection = self.another_connection()
        self.channel = self.connection.channel()

    def another_connection(self, **changes):
        connection = connect(**changes)
        self.addCleanup(self._close, connection)
        return connection

    def is_310(self):
        """Whether the broker is RabbitMQ 3.10, which does not know what Warren has beyond it."""
        version = self.connection._impl.server_properties["version"]
        return version.startswith("3.10.")

    @staticmethod
    def _close(connection):
        with contextlib.suppress(pika.exceptions.AMQPError):
            if connection.is_open:
                connection.close()

    def start(self, name, *arguments):
        program = Program(name, *arguments)
        self.addCleanup(program.clean_up)
        return program

    def queue(self, **options):
        """An exclusive queue with a unique name, unless the options say otherwise."""
        options.setdefault("queue", unique("queue"))
        options.setdefault("exclusive", True)
        name = self.channel.queue_declare(**options).method.queue
        if not options["exclusive"]:
            self.forget_later(queues=[name])
        return name

    def exchange(self, kind, **options):
        name = options.pop("exchange", None) or unique(kind)
        self.channel.exchange_declare(name, kind, **options)
        self.forget_later(exchanges=[name])
        return name

    def forget_now(self, queues=(), exchanges=()):
        """Removes what an earlier run or test may have left under a name that the scenario fixes."""
        connection = connect()
        channel = connection.channel()
        for name in queues:
            channel.queue_delete(name)
        for name in exchanges:
            channel.exchange_delete(name)
        connection.close()

    def forget_later(self, queues=(), exchanges=()):
        self.addCleanup(self.forget_now, queues, exchanges)

    def start_clean(self, queues=(), exchanges=()):
        self.forget_now(queues, exchanges)
        self.forget_later(queues, exchanges)

    def depth(self, name):
        """How many messages are ready; the question may overtake what was published before it."""
        return self.channel.queue_declare(name, passive=True).method.message_count

    def assert_depth(self, count, name):
        self.pump_until(lambda: self.depth(name) == count, f"{count} messages in '{name}'")

    def assert_empty(self, name):
        """Nothing left and nothing on its way from this channel: unlike a count, a get keeps the order."""
        self.assertEqual((None, None, None), self.channel.basic_get(name))

    def exists(self, name):
        channel = self.connection.channel()
        try:
            channel.queue_declare(name, passive=True)
        except pika.exceptions.ChannelClosedByBroker as refusal:
            self.assertEqual(404, refusal.reply_code)
            return False
        channel.close()
        return True

    def take(self, name, count, channel=None, auto_ack=True):
        """The next `count` messages by a consumer, each as (method, properties, body)."""
        channel = channel or self.channel
        taken = []
        for message in channel.consume(name, auto_ack=auto_ack, inactivity_timeout=WAIT_SECONDS_MAX):
            if message[0] is None:
                break
            taken.append(message)
            if len(taken) == count:
                break
        channel.cancel()
        self.assertEqual(count, len(taken), f"messages from '{name}'")
        return taken

    def pump_until(self, condition, what, connection=None):
        """Lets a connection work until the condition holds."""
        connection = connection or self.connection
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"waited in vain for {what}")
            connection.process_data_events(time_limit=0.05)

    def assert_channel_closed(self, code, text, action):
        with self.assertRaises(pika.exceptions.ChannelClosedByBroker) as refusal:
            action()
        self.assertEqual((code, text), (refusal.exception.reply_code, refusal.exception.reply_text))
        self.assertTrue(self.connection.is_open, "a channel's error leaves its connection open")
        self.channel = self.connection.channel()

    def assert_connection_closed(self, code, text, action):
        with self.assertRaises(pika.exceptions.ConnectionClosedByBroker) as refusal:
            action()
        self.assertEqual((code, text), (refusal.exception.reply_code, refusal.exception.reply_text))


class WarrenTest(BrokerTest):
    """A test of what RabbitMQ 3.10 does not know; it is skipped there."""

    def setUp(self):
        super().setUp()
        if self.is_310():
            self.skipTest("RabbitMQ 3.10 does not know this")
