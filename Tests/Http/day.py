#!/usr/bin/env python3
"""A day of a whole country against `rendezvous serve`, in minutes.

    day.py PROGRAM [PEOPLE [MINUTES [SEED]]]          short: 400 people in half a minute
    day.py PROGRAM 50000 10                           long

So many people search, hold, book, change and call off, spread evenly; two in a hundred misbehave:
malformed requests, slow ones, connections that go away in the middle, tokens of others, keys that
come twice. The agency has a counsellor for every ten of them, at most 5,000, in up to 118 offices.

Afterwards: no answer was a 5xx but 503 with Retry-After (declared back-pressure); the journal's
audit is whole; the verifier finds nothing in the exported log (nobody is booked twice); and every
booking, change and call-off that was acknowledged is in it. Prints quantiles of durations. Standard
library only.
"""
import asyncio
import base64
import collections
import hashlib
import hmac
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone

KEY = bytes(range(32))
CONNECTIONS = 64


def agency(people):
    """An agency of offices and counsellors who work on weekdays; one service of half an hour."""
    counsellors = max(20, min(5000, people // 10))
    offices = max(2, min(118, counsellors // 42))
    days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    week = {day: {"work": ["08:00-16:00"]} for day in days}
    document = {
        "rendezvous": "agency/1", "founded": "2026-01-01T08:00:00Z", "zones": ["Europe/Athens"],
        "fields": [{"id": "field", "name": "Field"}],
        "services": [{
            "id": "advice", "field": "field", "name": "Advice", "audience": ["registered"],
            "duration": "PT30M", "gap": {"after": "PT10M"}, "channels": ["video", "phone"],
            "minimumNotice": "PT2H", "horizon": 60, "startGrid": 10}],
        "offices": [{
            "id": f"o-{n}", "name": f"Office {n}", "zone": "Europe/Athens",
            "hours": {day: ["08:00-16:00"] for day in days}} for n in range(offices)],
        "counsellors": [
            {"id": f"c-{n}", "office": f"o-{n % offices}", "channels": ["video", "phone"]}
            for n in range(counsellors)],
        "policies": [
            {"id": "day", "rule": "limit", "of": "counsellor", "per": "day", "most": 12},
            {"id": "once", "rule": "limit", "of": "participant", "per": "day", "most": 1}],
        "declarations": [{
            "id": f"d-{n}", "counsellor": f"c-{n}", "submitted": "2026-01-01T08:00:00Z",
            "kind": "weekly", "dates": {"from": "2026-01-01"}, "week": week}
            for n in range(counsellors)]}
    return document, offices


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def token(subject, key=KEY):
    now = int(time.time())
    claims = {"iss": "portal", "aud": "rendezvous", "sub": subject, "role": "person",
              "iat": now, "nbf": now, "exp": now + 3600}
    text = encoded(b'{"alg":"HS256","typ":"JWT"}') + b"." + encoded(json.dumps(claims).encode())
    return (text + b"." + encoded(hmac.new(key, text, hashlib.sha256).digest())).decode()


class Country:
    def __init__(self, program, people, seconds, seed):
        self.program, self.people, self.seconds, self.seed = program, people, seconds, seed
        self.folder = tempfile.mkdtemp()
        document, self.offices = agency(people)
        self.agency = os.path.join(self.folder, "agency.json")
        with open(self.agency, "w", encoding="utf-8") as file:
            json.dump(document, file)
        with open(os.path.join(self.folder, "token.key"), "wb") as file:
            file.write(KEY)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.times = collections.defaultdict(list)
        self.statuses = collections.Counter()
        self.wrong = []
        self.acknowledged = {}
        self.busy = 0
        self.idle = []
        self.gate = asyncio.Semaphore(CONNECTIONS)
        self.first = datetime.now(timezone.utc).date() + timedelta(days=2)

    @property
    def data(self):
        return os.path.join(self.folder, "data")

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--journal", self.data, "--agency", self.agency,
             "--token-key", os.path.join(self.folder, "token.key"), "--token-issuer", "portal",
             "--token-audience", "rendezvous", "--listen", f"127.0.0.1:{self.port}"],
            stderr=subprocess.DEVNULL)
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit("day.py: the server did not start")

    # One request, on one of the connections that are kept.

    async def exchange(self, payload, kind):
        async with self.gate:
            fresh = 0
            while fresh < 2:
                if self.idle:
                    reader, writer = self.idle.pop()
                else:
                    fresh += 1
                    reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                begun = time.perf_counter()
                try:
                    writer.write(payload)
                    head = await reader.readuntil(b"\r\n\r\n")
                    status = int(head[9:12])
                    fields = {}
                    for line in head.decode("latin-1").split("\r\n")[1:-2]:
                        name, value = line.split(": ", 1)
                        fields[name] = value
                    content = await reader.readexactly(int(fields.get("content-length", 0)))
                except (OSError, asyncio.IncompleteReadError):
                    # One that was kept may have been idle for too long; the key makes it the same
                    # request.
                    writer.close()
                    continue
                self.times[kind].append(time.perf_counter() - begun)
                if fields.get("connection") == "close":
                    writer.close()
                else:
                    self.idle.append((reader, writer))
                return status, fields, content
        raise SystemExit(f"day.py: no answer to {kind}")

    async def ask(self, kind, method, path, who, body=None, key=None, match=None):
        lines = [f"{method} {path} HTTP/1.1", "host: agency.example", f"authorization: Bearer {who}"]
        data = b""
        if body is not None:
            data = json.dumps(body).encode()
            lines += ["content-type: application/json", f"content-length: {len(data)}"]
        if key:
            lines.append(f'idempotency-key: "{key}"')
        if match:
            lines.append(f"if-match: {match}")
        payload = "\r\n".join(lines + ["", ""]).encode() + data
        while True:
            status, fields, content = await self.exchange(payload, kind)
            self.statuses[kind, status] += 1
            if status == 503 and "retry-after" in fields:
                self.busy += 1
                await asyncio.sleep(int(fields["retry-after"]))
                continue
            if status >= 500:
                self.wrong.append((kind, status, content[:200]))
            return status, fields, json.loads(content) if content else {}

    # What people do.

    async def book(self, number, chance, who):
        """Finds, holds and books; the number of the appointment and its tag."""
        for attempt in range(5):
            office = f"o-{chance.randrange(self.offices)}"
            day = self.first + timedelta(days=chance.randrange(0, 30))
            status, _, found = await self.ask(
                "search", "GET", f"/v1/openings?service=advice&office={office}&from={day}"
                f"&within=P7D&limit=10", who)
            if status != 200 or not found["openings"]:
                continue
            opening = chance.choice(found["openings"])
            window = {"from": str(day), "to": str(day + timedelta(days=7)), "zone": opening["zone"]}
            status, fields, held = await self.ask(
                "hold", "POST", "/v1/holds", who,
                {"start": opening["start"], "office": office, "request": {
                    "service": "advice", "party": {"participant": f"p-{number}"},
                    "windows": [window]}}, key=f"h-{attempt}")
            if status == 409:
                continue
            if status != 201:
                self.wrong.append(("hold", status, held))
                return None, None
            status, fields, booked = await self.ask(
                "book", "POST", "/v1/appointments", who, {"hold": held["appointment"]},
                key=f"b-{attempt}")
            if status != 201:
                self.wrong.append(("book", status, booked))
                return None, None
            self.acknowledged[booked["appointment"]] = ("booked", booked["start"])
            return booked["appointment"], fields["etag"]
        return None, None

    async def person(self, number):
        chance = random.Random(f"{self.seed} {number}")
        who = token(f"p-{number}")
        mine, tag = await self.book(number, chance, who)
        if mine is None:
            return
        then = chance.random()
        if then < 0.10:
            status, _, found = await self.ask(
                "search to move", "GET", f"/v1/appointments/{mine}/openings?limit=5", who)
            if status == 200 and found["openings"]:
                status, _, moved = await self.ask(
                    "move", "POST", f"/v1/appointments/{mine}/reschedule", who,
                    {"start": chance.choice(found["openings"])["start"]}, key="m", match=tag)
                if status == 200:
                    self.acknowledged[mine] = ("booked", moved["start"])
        elif then < 0.15:
            status, _, _ = await self.ask(
                "call off", "POST", f"/v1/appointments/{mine}/cancel", who, key="c", match=tag)
            if status == 200:
                self.acknowledged[mine] = ("cancelled", None)

    # What two in a hundred do.

    async def misbehave(self, number):
        chance = random.Random(f"{self.seed} {number}")
        await [self.malformed, self.slow, self.abandon, self.foreign, self.again][number // 50 % 5](
            number, chance)

    async def malformed(self, number, chance):
        for bytes_ in (b"GET / HTTP/1.1\nHost: a\n\n", b"\x16\x03\x01\x02\x00", b"GET /v1/me\r\n\r\n",
                       b"POST /v1/holds HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                       b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(bytes_)
            answer = await reader.read(4096)
            if answer[9:10] not in (b"4", b"5", b""):
                self.wrong.append(("malformed", bytes_, answer[:100]))
            writer.close()
        status, _, _ = await self.ask(
            "nonsense", "POST", "/v1/holds", token(f"p-{number}"), {"request": 7}, key="n")
        if status not in (400, 422):
            self.wrong.append(("nonsense", status, ""))

    async def slow(self, number, chance):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"GET /v1/openings HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        try:
            for _ in range(60):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.5)
                if reader.at_eof():
                    break
            else:
                self.wrong.append(("slow", number, "was never turned away"))
        except OSError:
            pass
        writer.close()

    async def abandon(self, number, chance):
        """Asks for a hold and goes away before the answer; then wants one after all."""
        who = token(f"p-{number}")
        body = b'{"request": {"service": "advice", "party": {"participant": "p-%d"}}' % number
        _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"POST /v1/holds HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + who.encode()
                     + b"\r\nContent-Type: application/json\r\nIdempotency-Key: \"x\"\r\n"
                     b"Content-Length: 500\r\n\r\n" + body)
        await writer.drain()
        writer.transport.abort()
        await self.book(number, chance, who)

    async def foreign(self, number, chance):
        """Tries a token with another key, and the appointments of others."""
        status, _, _ = await self.ask("forged", "GET", "/v1/me", token(f"p-{number}", bytes(32)))
        if status != 401:
            self.wrong.append(("forged", status, ""))
        others = list(self.acknowledged)[-3:]
        for other in others:
            status, _, _ = await self.ask(
                "foreign", "GET", f"/v1/appointments/{other}", token(f"p-{number}"))
            if status != 404:
                self.wrong.append(("foreign", status, other))

    async def again(self, number, chance):
        """Books, and sends the same again under the same key, and something else."""
        who = token(f"p-{number}")
        mine, _ = await self.book(number, chance, who)
        if mine is None:
            return
        hold = {"hold": mine}
        for attempt in range(5):
            status, _, answer = await self.ask(
                "again", "POST", "/v1/appointments", who, hold, key=f"b-{attempt}")
            if status == 201:
                if answer["appointment"] != mine:
                    self.wrong.append(("again", mine, answer))
                status, _, _ = await self.ask(
                    "reused", "POST", "/v1/appointments", who, {"hold": mine + 1},
                    key=f"b-{attempt}")
                if status != 422:
                    self.wrong.append(("reused", status, ""))
                return
        self.wrong.append(("again", mine, "the key is not known any more"))

    async def run(self):
        begun = time.perf_counter()
        tasks = set()
        for number in range(self.people):
            due = number * self.seconds / self.people
            ahead = due - (time.perf_counter() - begun)
            if ahead > 0:
                await asyncio.sleep(ahead)
            work = self.misbehave if number % 50 == 0 else self.person
            task = asyncio.create_task(work(number))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            # Where the server is slower than the day, people wait in front of it.
            while len(tasks) > 2000:
                await asyncio.sleep(0.05)
        while tasks:
            await asyncio.wait(set(tasks))
        self.elapsed = time.perf_counter() - begun

    # What must hold afterwards.

    def check(self):
        self.process.send_signal(signal.SIGTERM)
        need(self.process.wait(60) == 0, "the server did not stop in order")
        need(not self.wrong, f"{len(self.wrong)} wrong answers, such as {self.wrong[:3]}")
        need(self.acknowledged, "nobody booked anything")
        self.call("store", "verify", self.data, "--audit")
        log = os.path.join(self.folder, "day.log")
        self.call("store", "export", self.data, "--out", log)
        verdict = self.call("verify", log)
        need("no violation" in verdict, verdict)
        document = os.path.join(self.folder, "day.json")
        self.call("export", log, "--format", "agenda", "--out", document)
        with open(document, encoding="utf-8") as file:
            events = json.load(file)["events"]
        places = {}
        for event in events:
            kind, booking = event["change"], event.get("booking", {})
            number = event.get("appointment", booking.get("id"))
            place = booking.get("placement") or event.get("placement")
            if kind in ("held", "booked", "rescheduled"):
                places[number] = ("held" if kind == "held" else "booked", place["start"])
            elif kind == "confirmed":
                places[number] = ("booked", places[number][1])
            elif kind == "cancelled":
                places[number] = ("cancelled", None)
        lost = [n for n, want in self.acknowledged.items() if not agrees(places.get(n), want)]
        need(not lost, f"{len(lost)} acknowledged are not in the log, such as {lost[:3]}: "
             f"{[(self.acknowledged[n], places.get(n)) for n in lost[:3]]}")
        return verdict.strip(), len(events)

    def call(self, *words):
        done = subprocess.run([self.program, *words], capture_output=True, text=True)
        need(done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def report(self, verdict):
        count = sum(len(times) for times in self.times.values())
        print(f"{self.people} people in {self.elapsed:.0f} s: {count} requests, "
              f"{len(self.acknowledged)} booked, {self.busy} told to come again (503)")
        for kind, times in sorted(self.times.items()):
            times.sort()
            p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
            told = {status: n for (k, status), n in sorted(self.statuses.items()) if k == kind}
            print(f"  {kind}: {len(times)}, p50 {p50 * 1e3:.1f} ms, p99 {p99 * 1e3:.1f} ms, "
                  f"most {times[-1] * 1e3:.0f} ms {told}")
        print(f"  {verdict[0]}; every acknowledged booking is in the log")


def agrees(found, wanted):
    if found is None or found[0] != wanted[0]:
        return False
    if wanted[0] == "cancelled":
        return True
    return instant(found[1]) == instant(wanted[1])


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def need(condition, what):
    if not condition:
        raise SystemExit(f"day.py: {what}")


def main():
    program = os.path.abspath(sys.argv[1])
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 0.5
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1

    async def day():
        country = Country(program, people, minutes * 60, seed)
        try:
            country.start()
            await country.run()
            country.report(country.check())
        finally:
            if country.process.poll() is None:
                country.process.kill()
            shutil.rmtree(country.folder)

    asyncio.run(day())


main()
