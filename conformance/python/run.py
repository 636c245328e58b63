"""Runs the suites, or modules of them, named on the command line (pika_suite, aio_pika_suite, celery_suite) and reports in TAP.

TAP because the Node suite speaks it too: whoever drives both needs one parser.
`python3 -m unittest discover -v -t . -s pika_suite` runs the same tests for a human reader.
"""

import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent


class Tap(unittest.TestResult):
    """Writes one line as each test ends, and the traceback behind `#` when it failed."""

    def __init__(self):
        super().__init__()
        self._count = 0
        self._started = 0.0

    def startTest(self, test):
        super().startTest(test)
        self._started = time.monotonic()
        self._problems = []
        self._skip = None

    def stopTest(self, test):
        super().stopTest(test)
        self._write(test)

    def addError(self, test, err):
        super().addError(test, err)
        if isinstance(test, unittest.TestCase):
            self._problems.append(self.errors[-1][1])
        else:  # a module or class that could not be set up never started a test
            self._problems, self._skip, self._started = [self.errors[-1][1]], None, time.monotonic()
            self._write(test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._problems.append(self.failures[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._problems.append(f"{subtest}\n{self._exc_info_to_string(err, test)}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._skip = reason

    def _write(self, test):
        self._count += 1
        millis = int((time.monotonic() - self._started) * 1000)
        word = "not ok" if self._problems else "ok"
        skip = f" # SKIP {self._skip}" if self._skip is not None else ""
        lines = [f"{word} {self._count} - {test.id()}{skip}", "  ---", f"  duration_ms: {millis}", "  ..."]
        for problem in self._problems:
            lines += [f"# {line}" for line in problem.splitlines()]
        print("\n".join(lines), flush=True)

    def plan(self):
        print(f"1..{self._count}", flush=True)


def load(name):
    """A whole suite, or one module of it: `pika_suite.test_d_login`."""
    loader = unittest.defaultTestLoader
    if "." in name:
        return loader.loadTestsFromName(name)
    return loader.discover(str(HERE / name), top_level_dir=str(HERE))


def main():
    sys.path.insert(0, str(HERE))
    suite = unittest.TestSuite(load(name) for name in sys.argv[1:])
    result = Tap()
    print("TAP version 13", flush=True)
    suite.run(result)
    result.plan()
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
