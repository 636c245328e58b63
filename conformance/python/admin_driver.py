"""Runs the script rabbitmqadmin many times in one process, for tests of many lines.

    python3 admin_driver.py path/to/rabbitmqadmin

Each line of the standard input is a list of arguments in JSON; each line of the answer says how that run ended and
what it wrote. What a process is besides is shown by tests that start one.
"""

import contextlib
import io
import json
import sys


def run(code, arguments):
    """One run, from its first line to its exit code."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    sys.argv = ["rabbitmqadmin"] + arguments
    sys.stdin = io.StringIO("")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            exec(code, {"__name__": "__main__", "__doc__": ""})
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return {"status": status, "out": out.getvalue(), "err": err.getvalue()}


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as script:
        code = compile(script.read(), path, "exec")
    for line in sys.stdin:
        answer = json.dumps(run(code, json.loads(line)))
        sys.__stdout__.write(answer + "\n")
        sys.__stdout__.flush()


if __name__ == "__main__":
    main()
