#!/usr/bin/env python3
"""Sends the cases of public suites to a server and judges what comes back.

    probe.py PROGRAM [ARGUMENTS…] [--long]

PROGRAM serves at an address that is appended to the arguments, and is stopped at the end:
`probe.py .build/debug/HTTPBenchmark serve` drives the echo that the suites expect, `probe.py
.build/debug/rendezvous serve --listen` the program itself (where an answer of 404 is as good as
200). The short form takes a few seconds; the long one sends every mutation, also cut in bytes, and
waits for the real deadlines of slow clients. Standard library only.
"""
import concurrent.futures
import os
import re
import signal
import socket
import subprocess
import sys
import time

FIXTURES = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "../RendezvousServerTests/Wire/Fixtures")
REFUSALS = {400, 408, 411, 413, 414, 417, 431, 501, 505}
# What we do otherwise than gunicorn and llhttp is listed, with reasons, in SuiteTests.swift.
SUITES = ["portswigger"]


def unescape(cell):
    out = bytearray()
    pattern = r"(\\x[0-9a-f]{2}|\\.|[^\\])(?:\{(\d+)\})?"
    for text, count in re.findall(pattern, cell, re.S):
        special = {"\\r": b"\r", "\\n": b"\n", "\\t": b"\t", "\\\\": b"\\"}
        byte = special.get(text) or (
            bytes([int(text[2:], 16)]) if text.startswith("\\x") else text.encode("latin-1"))
        out += byte * int(count or 1)
    return bytes(out)


def rows(name):
    with open(os.path.join(FIXTURES, name + ".tsv"), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


def exchange(port, payload, cut=None, patience=0.5):
    """What came back, and whether the server closed."""
    with socket.create_connection(("127.0.0.1", port), 5) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.settimeout(patience)
        answer = b""
        try:
            for start in range(0, len(payload), cut or max(1, len(payload))):
                client.sendall(payload[start:start + (cut or len(payload))])
        except OSError:
            pass
        try:
            while True:
                part = client.recv(65536)
                if not part:
                    return answer, True
                answer += part
        except TimeoutError:
            return answer, False
        except OSError:
            return answer, True


def statuses(answer):
    return [int(s) for s in re.findall(rb"HTTP/1\.1 (\d{3})", answer) if int(s) >= 200]


def holds(cell, state, status):
    for part in cell.split(" "):
        if part.startswith(state + ":"):
            names = part[2:].lstrip("!").split(",")
            name = "none" if status is None else str(status)
            return part[2:] == "*" or (name in names) != (part[2] == "!")
    return False


def probe11(port, plain):
    """The scored cases of Http11Probe: passed, warned, failed."""
    def judge(row):
        answer, closed = exchange(port, unescape(row[4]))
        status = statuses(answer)[0] if statuses(answer) else None
        if plain and status == 404:
            status = 200
        if row[2].startswith("="):
            return row, "pass" if plain or status in (200, 204, 405) else "fail", status
        state = "C" if closed else "T" if status is None else "O"
        verdict = "pass" if holds(row[2], state, status) else (
            "warn" if holds(row[3], state, status) else "fail")
        return row, verdict, status

    cases = [row for row in rows("http11probe") if row[1] == "S" and row[2] != "q"]
    if plain:
        # Without the echo, what OPTIONS and DELETE answer is not the adapter's.
        skipped = ("COMP-405", "COMP-OPTIONS-ALLOW", "COMP-NO-CL-IN-204", "COMP-DATE")
        cases = [row for row in cases if not row[0].startswith(skipped)]
    return run("Http11Probe", judge, cases)


def strict(port, name):
    def judge(row):
        return row, *agreement(port, row[1].split(","), unescape(row[2]))
    return run(name, judge, rows(name))


def agreement(port, outcome, payload, cut=None):
    answer, closed = exchange(port, payload, cut)
    seen = statuses(answer)
    good = len([word for word in outcome if word == "ok"])
    if outcome in (["partial"], [""]):
        isSound = not any(200 <= status < 300 for status in seen)
    elif "reject" in outcome:
        isSound = len(seen) == good + 1 and seen[good] >= 400 and closed
    else:
        isSound = len(seen) >= good and not REFUSALS & set(seen[:good])
    return "pass" if isSound else "fail", seen


def smuggler(port, isLong):
    head = b"POST /?cb=1 HTTP/1.1\r\n"
    inner = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    bodies = [
        b"Content-Length: 48\r\n\r\n0\r\n\r\n" + inner,
        b"Content-Length: 4\r\n\r\n2b\r\n" + inner + b"\r\n0\r\n\r\n",
    ]
    cases = []
    for row in rows("smuggler"):
        values = [b""]
        if row[1] != "-":
            ends = [[int(end, 16) for end in part.split("-")] for part in row[1].split(" ")]
            values = [bytes([b]) for end in ends for b in range(end[0], end[-1] + 1)]
        parts = [unescape(part) for part in row[0].split("{}")]
        for value in values:
            for body, outcome in zip(bodies, row[2:]):
                cases.append((row[0], outcome.split(","), head + value.join(parts) + body))
    if not isLong:
        cases = cases[::17]

    def judge(case):
        verdict, seen = agreement(port, case[1], case[2])
        if isLong and verdict == "pass":
            verdict, seen = agreement(port, case[1], case[2], cut=1)
        return case, verdict, seen
    return run("smuggler", judge, cases)


def slow(port, limit):
    """Four clients that take their time, and one that must be served meanwhile."""
    host = b"Host: a\r\n"
    clients = {
        "nothing sent": (b"", b""),
        "head drips": (b"GET / HTTP/1.1\r\n" + host, b"X-A: b\r\n"),
        "content drips": (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 999\r\n\r\n", b"z"),
        "idle": (b"GET / HTTP/1.1\r\n" + host + b"\r\n", b""),
    }

    def drip(name):
        first, more = clients[name]
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(first)
            client.settimeout(0.25)
            begun = time.monotonic()
            while time.monotonic() - begun < limit:
                try:
                    if client.recv(65536) == b"":
                        return name, "pass", time.monotonic() - begun
                    continue
                except TimeoutError:
                    pass
                except OSError:
                    return name, "pass", time.monotonic() - begun
                try:
                    client.sendall(more)
                except OSError:
                    return name, "pass", time.monotonic() - begun
        return name, "fail", limit

    worst = 0
    with concurrent.futures.ThreadPoolExecutor(len(clients)) as pool:
        waiting = [pool.submit(drip, name) for name in clients]
        while not all(future.done() for future in waiting):
            begun = time.monotonic()
            request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            assert statuses(exchange(port, request, patience=5)[0]), "nobody else is served"
            worst = max(worst, time.monotonic() - begun)
            time.sleep(0.05)
        failed = 0
        for future in waiting:
            name, verdict, seconds = future.result()
            failed += verdict == "fail"
            print(f"  slow, {name}: {verdict} after {seconds:.1f} s")
    print(f"  others were served meanwhile, at worst in {worst * 1e3:.0f} ms")
    return failed


def run(name, judge, cases):
    counts = {"pass": 0, "warn": 0, "fail": 0}
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        for case, verdict, seen in pool.map(judge, cases):
            counts[verdict] += 1
            if verdict != "pass":
                print(f"  {verdict} {name} {case[0]}: {seen}")
    print(f"{name}: {counts['pass']} passed, {counts['warn']} warned, {counts['fail']} failed")
    return counts["fail"]


def main():
    words = [word for word in sys.argv[1:] if word != "--long"]
    isLong = "--long" in sys.argv
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    isPlain = os.path.basename(words[0]) != "HTTPBenchmark"
    extra = [] if isPlain or isLong else ["--deadline-milliseconds", "1000"]
    server = subprocess.Popen(words + [f"127.0.0.1:{port}"] + extra, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        failed = probe11(port, isPlain)
        for name in SUITES:
            failed += strict(port, name)
        failed += smuggler(port, isLong)
        if isLong or not isPlain:
            failed += slow(port, 70 if isLong else 5)
        if server.poll() is not None:
            print("the server has ended")
            failed += 1
    finally:
        server.send_signal(signal.SIGTERM)
        code = server.wait(30)
    print(f"stopped with {code}")
    sys.exit(1 if failed or code else 0)


if __name__ == "__main__":
    main()
