#!/usr/bin/env python3
"""Clients that take their time, against the program; others must be served meanwhile.

    slow.py PROGRAM            short: 50 clients a mode, deadlines of 2 s
    slow.py PROGRAM [MODE…]    some modes
    slow.py PROGRAM --long     1,000 clients a mode, the deadlines that hold unless told otherwise,
                               and slowhttptest's four modes beside, where it is installed

The modes of slowhttptest, and two more: heads that never end (-H), content that drips (-B), a range
for every byte (-R), answers read five bytes at a time through a small window (-X), clients that ask
on and never read, and clients that ask and are then silent. Of each mode, all clients must be
closed by a deadline of the server's, as the server itself counts them, and nothing of them may be
left in the system's buffers; meanwhile a person searches on connections of their own, and must
always be answered. Standard library only.
"""
import asyncio
import base64
import hashlib
import hmac
import json
import multiprocessing
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
AGENCY = os.path.join(HERE, "../../Examples/myoaedlive/agency.json")
KEY = bytes(range(32))
HOST = b"Host: agency.example\r\n"
# How much longer than its deadline a client may be there: the server looks every 10 ms, and this
# machine does other things.
SLACK = 5
# The slowest answer that a person may get meanwhile, in seconds.
PATIENCE = 5


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def token(subject):
    now = int(time.time())
    claims = {"iss": "portal", "aud": "rendezvous", "sub": subject, "role": "person",
              "iat": now, "nbf": now, "exp": now + 7200}
    text = encoded(b'{"alg":"HS256","typ":"JWT"}') + b"." + encoded(json.dumps(claims).encode())
    return text + b"." + encoded(hmac.new(KEY, text, hashlib.sha256).digest())


class Service:
    """The program with a journal of its own."""

    def __init__(self, program, is_long):
        self.folder = tempfile.mkdtemp()
        with open(os.path.join(self.folder, "token.key"), "wb") as file:
            file.write(KEY)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # head, content, idle, write
        self.deadlines = dict(head=10, content=20, idle=60, write=20)
        words = []
        if not is_long:
            self.deadlines = dict(head=2, content=2, idle=2, write=2)
            for name, seconds in self.deadlines.items():
                words += [f"--{name}-deadline", str(seconds)]
        self.errors = open(os.path.join(self.folder, "errors.log"), "w+b")
        self.process = subprocess.Popen(
            [program, "serve", "--journal", os.path.join(self.folder, "data"), "--agency", AGENCY,
             "--token-key", os.path.join(self.folder, "token.key"), "--token-issuer", "portal",
             "--token-audience", "rendezvous", "--listen", f"127.0.0.1:{self.port}", *words],
            stderr=self.errors)
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.errors.seek(0)
        raise SystemExit(f"slow.py: the server did not start: {self.errors.read().decode()}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        shutil.rmtree(self.folder)
        return code

    @property
    def memory(self):
        """MB that the process has."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024

    def connections(self):
        """How many the server says are open, beside the one that asks."""
        text = ask(self.port, b"GET /metrics HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")[1]
        return int(re.search(rb"^http_connections (\d+)", text, re.M).group(1)) - 1

    def kept(self):
        """Bytes that the system still holds for clients that do not take them, in sockets that the
        process has closed."""
        total = 0
        with open("/proc/net/tcp", encoding="ascii") as file:
            for line in file.readlines()[1:]:
                words = line.split()
                port, waiting = int(words[1].split(":")[1], 16), int(words[4].split(":")[0], 16)
                # 01 is an open connection, 0A one that listens.
                if port == self.port and words[3] not in ("01", "0A"):
                    total += waiting
        return total


def ask(port, payload, patience=30):
    """Status and content of an answer that closes the connection."""
    with socket.create_connection(("127.0.0.1", port), patience) as client:
        client.settimeout(patience)
        client.sendall(payload)
        answer = b""
        while part := client.recv(65536):
            answer += part
    return int(answer[9:12]), answer


def watch(port, stop, result):
    """A person who searches, ten times a second, each time on a connection of their own: how long
    each answer took, and what was no answer."""
    day = datetime.now(timezone.utc).date() + timedelta(days=3)
    times, wrong, number = [], [], 0
    while not stop.is_set():
        number += 1
        # Each asks for themself: no answer was written before.
        who = token(f"p-{number % 1000}")
        request = (f"GET /v1/openings?service=jobseekers&from={day}&within=P7D&limit=5 HTTP/1.1\r\n"
                   "Connection: close\r\n").encode() + HOST
        begun = time.monotonic()
        try:
            status, _ = ask(port, request + b"Authorization: Bearer " + who + b"\r\n\r\n")
            if status != 200:
                wrong.append(status)
        except OSError as error:
            wrong.append(str(error))
        times.append(time.monotonic() - begun)
        stop.wait(max(0, 0.1 - times[-1]))
    result.put((times, wrong))


class Mode:
    """What a client sends at first, what it sends then, and how it reads."""

    def __init__(self, name, deadline, first, more=b"", every=0.0, reads=True, window=None):
        self.name, self.deadline, self.first, self.more = name, deadline, first, more
        self.every, self.reads, self.window = every, reads, window


def modes(service, is_long):
    wait = 1.0 if is_long else 0.2
    limits = service.deadlines
    bearer = b"Authorization: Bearer %s\r\n"
    openings = b"GET /v1/openings?service=jobseekers&limit=100 HTTP/1.1\r\n" + HOST + bearer
    document = b"GET /v1/openapi.json HTTP/1.1\r\n" + HOST + bearer + b"\r\n"
    # What the system's buffers take at first counts as taken.
    unread = 2 * limits["write"]
    ranges = b"Range: bytes=0-" + b"".join(b",5-%d" % n for n in range(5, 1_300)) + b"\r\n\r\n"
    return [
        Mode("heads that never end", limits["head"], openings, b"X-Slow: b\r\n", wait),
        Mode("content that drips", limits["content"], b"POST /v1/holds HTTP/1.1\r\n" + HOST + bearer
             + b"Content-Type: application/json\r\nContent-Length: 4096\r\n\r\n{", b" ", wait),
        Mode("a range for every byte", limits["idle"], document[:-2] + ranges),
        Mode("answers read slowly", unread, document * 100, reads="slowly", window=1024),
        Mode("answers never read", unread, document * 100, reads=False, window=1024),
        Mode("silence", limits["idle"], b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"),
    ]


async def client(mode, port, number, limit, results):
    """One client: when it noticed that it was closed, and what it read."""
    loop = asyncio.get_running_loop()
    # Each is somebody else, so that none is told 429.
    first = mode.first.replace(b"%s", token(f"p-slow-{number}"))
    with socket.socket() as own:
        own.setblocking(False)
        if mode.window:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, mode.window)
        begun, answer, sent = loop.time(), b"", 0
        try:
            await loop.sock_connect(own, ("127.0.0.1", port))
            begun = loop.time()
            while loop.time() - begun < limit:
                try:
                    if sent < len(first):
                        sent += own.send(first[sent:])
                    elif mode.more:
                        own.send(mode.more)
                except BlockingIOError:
                    pass
                # A reset is there before what came earlier is read.
                if own.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    break
                if mode.reads:
                    try:
                        part = own.recv(5 if mode.reads == "slowly" else 65536)
                        if not part:
                            break
                        answer += part
                    except BlockingIOError:
                        pass
                await asyncio.sleep(mode.every or 0.2)
            else:
                results.append((None, answer))
                return
        except OSError:
            pass
        results.append((loop.time() - begun, answer))


async def attack(mode, service, count):
    """The clients of a mode, twenty a turn; how many the server had, and what became of them."""
    loop = asyncio.get_running_loop()
    results, tasks, most, memory = [], [], 0, 0.0
    limit = mode.deadline + SLACK + count / 200 + 10
    for number in range(count):
        tasks.append(asyncio.create_task(client(mode, service.port, number, limit, results)))
        if number % 20 == 19:
            await asyncio.sleep(0.02)
    last = loop.time()
    while not all(task.done() for task in tasks):
        await asyncio.sleep(0.5)
        most = max(most, await asyncio.to_thread(service.connections))
        memory = max(memory, service.memory)
    return results, most, memory, loop.time() - last


def meanwhile(service, work):
    """Does something while a person searches; its result, and how the person was served."""
    stop, queue = multiprocessing.Event(), multiprocessing.Queue()
    person = multiprocessing.Process(target=watch, args=(service.port, stop, queue))
    person.start()
    try:
        result = work()
    finally:
        stop.set()
        times, wrong = queue.get()
        person.join()
    return result, sorted(times), wrong


def served(times, wrong):
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    return (f"{len(times)} searches meanwhile, p50 {p50 * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms, "
            f"most {times[-1] * 1e3:.0f} ms, unanswered {len(wrong)}")


def run(mode, service, count):
    """Whether a mode went as it must, with a line about it."""
    (results, most, memory, _), times, wrong = meanwhile(
        service, lambda: asyncio.run(attack(mode, service, count)))
    # Whoever was told 408 has a second to hang up.
    for _ in range(30):
        if (left := service.connections()) == 0:
            break
        time.sleep(0.1)
    kept = service.kept()
    stayed = [answer for after, answer in results if after is None]
    # Five bytes at a time a client learns late that it is closed, unless it is told by a reset.
    last = max((after for after, _ in results if after is not None), default=0)
    faults = []
    if stayed:
        faults.append(f"{len(stayed)} were never closed")
    if last > mode.deadline + SLACK + count / 200:
        faults.append(f"the last was closed after {last:.1f} s")
    if left:
        faults.append(f"{left} are open still")
    if kept:
        faults.append(f"{kept} bytes wait for nobody")
    if most < count / 2:
        faults.append(f"the server saw {most} of {count} at once")
    if wrong:
        faults.append(f"others got {wrong[:3]}")
    if times[-1] > PATIENCE:
        faults.append("others waited too long")
    if mode.name == "a range for every byte":
        # The range is passed over: an answer, once, and no longer than without it.
        if any(not re.match(rb"HTTP/1\.1 200 ", answer) for _, answer in results):
            faults.append("a range was not passed over")
        if any(answer.count(b"HTTP/1.1") != 1 for _, answer in results):
            faults.append("a range was answered more than once")
    if mode.name in ("heads that never end", "content that drips"):
        if any(answer and not re.match(rb"HTTP/1\.1 408 ", answer) for _, answer in results):
            faults.append("a slow request was answered otherwise than by 408")
    print(f"  {mode.name}: {count} clients, {most} at once, the last closed after {last:.1f} s "
          f"(deadline {mode.deadline} s), {memory:.0f} MB; {served(times, wrong)}"
          f"{'; FAILED: ' if faults else ''}{'; '.join(faults)}", flush=True)
    return not faults


def slowhttptest(service):
    """The four modes of slowhttptest, 1,000 connections each: the server must go on serving."""
    if not shutil.which("slowhttptest"):
        print("  slowhttptest is not here: its run is skipped")
        return True
    base = f"http://127.0.0.1:{service.port}"
    search = base + "/v1/openings?service=jobseekers&limit=100"
    isSound = True
    for name, words in {
        "-H": ["-i", "3", "-u", search], "-B": ["-i", "3", "-u", base + "/v1/holds"],
        "-R": ["-a", "5", "-b", "1300", "-u", search],
        "-X": ["-n", "3", "-k", "10", "-w", "512", "-y", "1024", "-z", "32",
               "-u", base + "/v1/openapi.json"],
    }.items():
        command = ["slowhttptest", name, "-c", "1000", "-r", "200", "-l", "90", "-p", "3", *words]
        done, times, wrong = meanwhile(
            service, lambda: subprocess.run(command, capture_output=True, text=True, check=False))
        text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
        end = re.findall(r"(?:Exit status|exit status):\s*(.+)", text)
        closed = re.findall(r"closed:\s+(\d+)", text)
        wasThere = "NO" not in re.findall(r"service available:\s+(\w+)", text)
        good = not wrong and times[-1] < PATIENCE and wasThere
        isSound &= good
        print(f"  slowhttptest {name}: {end[-1].strip() if end else 'no status'}, closed "
              f"{closed[-1] if closed else '?'} of 1000, available throughout: {wasThere}; "
              f"{served(times, wrong)}{'' if good else ' FAILED'}", flush=True)
        while service.connections() > 0:
            time.sleep(1)
    return isSound


def main():
    program = os.path.abspath(sys.argv[1])
    is_long = "--long" in sys.argv
    chosen = [word for word in sys.argv[2:] if not word.startswith("--")]
    service = Service(program, is_long)
    try:
        good = [run(mode, service, 1_000 if is_long else 50) for mode in modes(service, is_long)
                if not chosen or mode.name in chosen]
        if is_long and not chosen:
            good.append(slowhttptest(service))
    finally:
        code = service.stop()
    print(f"slow.py: {'all well' if all(good) and code == 0 else 'FAILED'}, stopped with {code}")
    sys.exit(0 if all(good) and code == 0 else 1)


if __name__ == "__main__":
    main()
