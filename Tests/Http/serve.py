#!/usr/bin/env python3
"""What a portal does all day, against the program and a journal on the disk.

    serve.py PROGRAM AGENCY

finds, holds, books and reads; kills the server (SIGKILL); starts it again; what was answered is
still there, a repeated request is answered as before, the calendar file is one (where `icalendar`
is installed), keys are read again at SIGHUP, a stop is announced before it happens, and the audit is
whole. Standard library only.
"""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    def __init__(self, program, agency, folder):
        self.program, self.folder = program, folder
        self.keys = os.path.join(folder, "keys.json")
        self.person = self.key("person", "p-204")
        self.other = self.key("person", "p-205")
        self.port = free_port()
        self.agency = agency
        self.start()

    def key(self, role, subject):
        made = subprocess.run(
            [self.program, "keys", "make", self.keys, "--role", role, "--subject", subject],
            check=True, capture_output=True, text=True)
        return made.stdout.strip()

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--journal", os.path.join(self.folder, "data"), "--agency",
             self.agency, "--keys", self.keys, "--listen", f"127.0.0.1:{self.port}", "--drain", "2"],
            stderr=subprocess.DEVNULL)
        for _ in range(400):
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the server did not start")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def becomes(self, path, key, status):
        for _ in range(40):
            if self.ask("GET", path, key)[0] == status:
                return True
            time.sleep(0.05)
        return False

    def ask(self, method, path, key=None, body=None, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        if key:
            request.add_header("authorization", f"Bearer {key}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        data = None
        if body is not None:
            request.add_header("content-type", "application/json")
            data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data, timeout=20) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()


def need(condition, what):
    if not condition:
        raise SystemExit(f"serve.py: {what}")


def walk(site):
    day = datetime.now(timezone.utc).date() + timedelta(days=3)
    path = f"/v1/openings?service=jobseekers&from={day}&within=P21D&limit=3"
    status, _, content = site.ask("GET", path, site.person)
    openings = json.loads(content).get("openings", [])
    need(status == 200 and openings, f"no openings: {status} {content[:300]}")
    first = openings[0]
    window = {"from": str(day), "to": str(day + timedelta(days=20)), "zone": first["zone"]}
    hold = {
        "start": first["start"], "office": first["office"],
        "request": {
            "service": "jobseekers", "party": {"participant": "p-204"}, "windows": [window]}}
    status, headers, content = site.ask(
        "POST", "/v1/holds", site.person, hold, idempotency_key='"walk-1"')
    need(status == 201, f"no hold: {status} {content[:300]}")
    number = headers["location"].rsplit("/", 1)[1]
    book = ("POST", "/v1/appointments", site.person, {"hold": int(number)})
    status, _, answer = site.ask(*book, idempotency_key='"walk-2"')
    need(status == 201, f"not booked: {status} {answer[:300]}")

    site.kill()
    site.start()

    mine = f"/v1/appointments/{number}"
    status, _, content = site.ask("GET", mine, site.person)
    need(status == 200, f"lost after a kill: {status} {content[:300]}")
    need(json.loads(content)["status"] == "booked", f"not booked any more: {content[:300]}")
    status, _, again = site.ask(*book, idempotency_key='"walk-2"')
    need((status, again) == (201, answer), f"not the same answer: {status} {again[:300]}")
    status, _, _ = site.ask("GET", mine, site.other)
    need(status == 404, f"somebody else sees it: {status}")
    status, _, _ = site.ask("GET", mine)
    need(status == 401, f"anybody sees it: {status}")
    status, _, calendar = site.ask("GET", mine + "/calendar", site.person)
    need(status == 200 and calendar.startswith(b"BEGIN:VCALENDAR\r\n"), "no calendar file")
    read_calendar(calendar)


def reload(site):
    """Keys that are made or revoked are so at SIGHUP; a file that is none changes nothing."""
    late = site.key("person", "p-206")
    need(site.ask("GET", "/v1/me", late)[0] == 401, "a key is taken before it was read")
    site.process.send_signal(signal.SIGHUP)
    need(site.becomes("/v1/me", late, 200), "a new key is not taken after SIGHUP")
    subprocess.run(
        [site.program, "keys", "revoke", site.keys, "--id", late.split("_")[1]], check=True,
        capture_output=True)
    site.process.send_signal(signal.SIGHUP)
    need(site.becomes("/v1/me", late, 401), "a revoked key is taken after SIGHUP")
    with open(site.keys, "rb") as file:
        kept = file.read()
    with open(site.keys, "wb") as file:
        file.write(b"no keys")
    site.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    need(site.ask("GET", "/v1/me", site.person)[0] == 200, "keys are lost with a broken file")
    with open(site.keys, "wb") as file:
        file.write(kept)


def drain(site):
    """A stop is announced at /readyz for a while, in which everybody is still answered."""
    site.process.send_signal(signal.SIGTERM)
    need(site.becomes("/readyz", None, 503), "the stop is not announced")
    need(site.ask("GET", "/v1/me", site.person)[0] == 200, "not served while draining")
    need(site.process.wait(30) == 0, "the server did not stop in order")


def read_calendar(content):
    try:
        import icalendar
    except ImportError:
        print("serve.py: icalendar is not installed, its reading is skipped")
        return
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    need(len(events) == 1 and events[0].decoded("dtstart").tzinfo, "a calendar without its event")


def main():
    program, agency = sys.argv[1:3]
    folder = tempfile.mkdtemp()
    site = None
    try:
        site = Site(program, agency, folder)
        walk(site)
        reload(site)
        drain(site)
        verify = subprocess.run(
            [program, "store", "verify", os.path.join(folder, "data"), "--audit"],
            capture_output=True, text=True)
        need(verify.returncode == 0, f"the audit is not whole: {verify.stdout}{verify.stderr}")
        print("serve.py: all well:", verify.stdout.strip().rsplit(": ", 1)[0])
    finally:
        if site and site.process.poll() is None:
            site.kill()
        shutil.rmtree(folder)


main()
