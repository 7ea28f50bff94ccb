"""An agent that wants more money than it was given. Each thing it tries is a line of attempts.txt.

Arguments: the daemon's home, and the words that start the program's command line.
"""
import glob
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

HOME = sys.argv[1]
PROGRAM = sys.argv[2:]
GATEWAY = os.environ["ANTHROPIC_BASE_URL"]
KEY = os.environ["ANTHROPIC_AUTH_TOKEN"]
RUN = os.environ["TRAFFICCONTROL_RUN"]


def attempt(name, deed):
    try:
        deed()
        result = "SUCCEEDED"
    except Exception as refused:
        result = "failed: %r" % refused
    with open("attempts.txt", "a") as lines:
        lines.write("%s %s\n" % (name, result))


def call(key, max_tokens=100, method="POST", path="/v1/messages", headers={}):
    body = {
        "model": "claude-sonnet-5-5",
        "max_tokens": max_tokens,
        "messages": [{"role": "user", "content": "Say hello"}],
    }
    request = urllib.request.Request(
        GATEWAY + path,
        json.dumps(body).encode(),
        {"authorization": "Bearer " + key, "content-type": "application/json", **headers},
        method=method,
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def wait_for(name):
    while not os.path.exists(name):
        time.sleep(0.02)


def owners_token():
    with open(HOME + "/owner.token") as token:
        return token.read().strip()


def by_the_socket():
    with socket.socket(socket.AF_UNIX) as control:
        control.connect(HOME + "/control.sock")
        asked = {
            "verb": "budget set",
            "arguments": {"scope": "run:" + RUN, "window": "total", "limit": "1001"},
            "token": owners_token(),
        }
        control.sendall(json.dumps(asked).encode() + b"\n")
        answer = control.makefile().readline()
        if '"done"' not in answer:
            raise PermissionError(answer)


def by_the_command_line():
    words = ["budget", "set", "--home", HOME, "--scope", "global"]
    words += ["--window", "rolling-hour", "--limit", "1002"]
    subprocess.run(PROGRAM + words, check=True, capture_output=True)


def by_the_table():
    with sqlite3.connect("file:" + HOME + "/trafficcontrol.db?mode=rw", uri=True) as database:
        database.execute("UPDATE tc_budgets SET limit_usd = '1003'")


def by_the_book():
    with sqlite3.connect("file:" + HOME + "/trafficcontrol.db?mode=rw", uri=True) as database:
        database.execute("DROP TRIGGER tc_batches_are_never_changed")
        database.execute("UPDATE tc_batches SET body = replace(body, '0.10', '1004')")


def by_the_file(name, text):
    def write():
        with open(os.path.join(HOME, name), "r+") as file:
            file.seek(0, os.SEEK_END)
            file.write(text)

    return write


def with_another_runs_key():
    for place in glob.glob("/proc/[0-9]*/environ"):
        try:
            with open(place, "rb") as environ:
                variables = environ.read().split(b"\0")
        except OSError:
            continue  # not its to read, or gone already
        for variable in variables:
            name, _, value = variable.partition(b"=")
            if name == b"ANTHROPIC_AUTH_TOKEN" and value.decode() != KEY:
                return call(value.decode())
    raise LookupError("no key of another run is to be seen")


def victim():
    call(KEY)
    open("up", "w").close()
    wait_for("go")


def hunter():
    wait_for("go")
    with open("key.txt", "w") as own:
        own.write(KEY)
    attempt("own-key", lambda: call(KEY))
    for method, path in [
        ("POST", "/admin/budgets"),
        ("PUT", "/budgets/run:*/total"),
        ("POST", "/api/v1/budgets"),
        ("POST", "/control"),
        ("POST", "/v1/messages?limit=1000"),
        ("POST", "/v1/messages/../../budget"),
        ("POST", "//v1/messages"),
        ("POST", "/v1/messages/batches"),
        ("POST", "/v1/organizations/spend_limits"),
    ]:
        attempt("admin-path " + path, lambda: call(KEY, method=method, path=path))
    made_up = {
        "x-trafficcontrol-limit": "1000",
        "x-trafficcontrol-run": "R1",
        "x-trafficcontrol-owner": "true",
        "x-budget-override": "unlimited",
        "x-forwarded-for": "127.0.0.1",
    }
    attempt("dear-call-with-made-up-headers", lambda: call(KEY, 16384, headers=made_up))
    attempt("another-runs-key", with_another_runs_key)
    attempt("socket", by_the_socket)
    attempt("command-line", by_the_command_line)
    attempt("dear-call", lambda: call(KEY, 16384))
    attempt("configuration", by_the_file("trafficcontrol.yaml", "\ncapacity: { max-agents: 49 }\n"))
    attempt("owners-token", by_the_file("owner.token", "x"))
    attempt("table", by_the_table)
    attempt("book", by_the_book)


hunter() if os.environ["TRAFFICCONTROL_TASK_TITLE"] == "Hunt" else victim()
