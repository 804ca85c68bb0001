#!/usr/bin/env python3
"""Drives the pages in a headless Chromium: a person books with Greek sign language, in Greek, by
keyboard alone; a counsellor's illness is entered and repaired; pictures are taken.

    python3 Tests/Pages/pages.py [PROGRAM | --url http://127.0.0.1:8080] [--pictures FOLDER]

PROGRAM is `rendezvous`, which serves its demonstration (default: .build/debug/rendezvous). Where there is no Chromium it says so and succeeds.
"""

import argparse
import os
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser as chromium  # noqa: E402


class Server:
    """The demonstration of the program: `rendezvous serve --demo`."""

    def __init__(self, program):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [os.path.abspath(program), "serve", "--demo", "--listen", f"127.0.0.1:{port}"],
            cwd=root, stderr=subprocess.PIPE, text=True)
        said = self.process.stderr.readline()
        if not said.startswith("listening"):
            raise RuntimeError("the demonstration does not start: " + said)

    def close(self):
        self.process.terminate()
        self.process.wait(60)


def become(page, url, who, language="en"):
    """Chooses one of the people of the demonstration, by keyboard."""
    page.open(f"{url}/{language}/demo")
    page.tab_to(lambda e: e["type"] == "radio")
    for _ in range(10):
        now = page.focus()
        if now["value"] == who and now["checked"]:
            break
        page.press(" " if now["value"] == who else "ArrowDown")
    assert page.focus()["value"] == who, page.focus()
    page.tab_to(lambda e: e["tag"] == "BUTTON")
    page.press("Enter")
    page.settle()


def choose(page, name, value):
    """Chooses a radio button by keyboard: Tab to the group, arrows within it."""
    page.tab_to(lambda e: e["type"] == "radio" and e["name"] == name)
    for _ in range(40):
        now = page.focus()
        if now["value"] == value:
            if not now["checked"]:
                page.press(" ")
            assert page.focus()["checked"]
            return
        page.press("ArrowDown")
    raise AssertionError(f"{name} has no {value}")


def book(page, url):
    """A whole booking in Greek, with Greek sign language, by keyboard alone."""
    page.open(f"{url}/el/")
    page.press("Tab")
    first = page.focus()
    assert first["text"] == "Μετάβαση στο περιεχόμενο", first
    page.press("Enter")
    page.tab_to(lambda e: e["text"] == "Κλείστε ραντεβού")
    page.press("Enter")
    page.settle()
    page.tab_to(lambda e: e["text"] == "Συμβουλευτική προς εγγεγραμμένους ανέργους")
    page.press("Enter")
    page.settle()
    # Without a choice the page says what is missing, and its link leads to the field.
    page.tab_to(lambda e: e["tag"] == "BUTTON" and e["text"] == "Συνέχεια")
    page.press("Enter")
    page.settle()
    assert "Επιλέξτε ένα θέμα" in page.text(), page.text()
    page.tab_to(lambda e: e["href"].endswith("#about"))
    page.press("Enter")
    time.sleep(0.3)
    assert page.focus()["id"] == "about", page.focus()
    page.press(" ")
    for _ in range(6):
        if page.focus()["value"] == "jobseekers action-plan":
            break
        page.press("ArrowDown")
    page.tab_to(lambda e: e["tag"] == "BUTTON" and e["text"] == "Συνέχεια")
    page.press("Enter")
    page.settle()
    choose(page, "channel", "video")
    page.tab_to(lambda e: e["type"] == "checkbox" and e["value"] == "signed:gss")
    page.press(" ")
    assert page.focus()["checked"]
    page.tab_to(lambda e: e["tag"] == "BUTTON" and e["text"].startswith("Δείτε"))
    page.press("Enter")
    page.settle()
    assert page.address().startswith("/el/book/times"), page.address()
    assert "Ελληνική Νοηματική Γλώσσα" in page.text()
    page.tab_to(lambda e: e["tag"] == "BUTTON" and e["name"] == "start")
    page.press("Enter")
    page.settle()
    assert page.address().startswith("/el/book/details"), page.address()
    for field, text in [("name", "Μαρία Παπαδοπούλου"), ("email", "maria@example.gr"),
                        ("phone", "+30 210 1234567")]:
        page.tab_to(lambda e, field=field: e["id"] == field)
        page.type(text)
    page.tab_to(lambda e: e["type"] == "checkbox" and e["name"] == "present")
    page.press(" ")
    page.tab_to(lambda e: e["tag"] == "BUTTON" and e["text"] == "Επιβεβαίωση ραντεβού")
    page.press("Enter")
    page.settle()
    text = page.text()
    assert "Το ραντεβού σας κλείστηκε" in text, text
    # A counsellor who signs needs no interpreter.
    assert "Ελληνική Νοηματική Γλώσσα" in text, text
    return page.address()


def repair(page, url):
    """An illness is entered, its proposals accepted on the page, and one person agrees."""
    become(page, url, "administrator:administrator")
    page.open(f"{url}/en/staff/day?office=kypseli&date=2026-04-01")
    rows = page.evaluate(
        "[...document.querySelectorAll('#t-meetings-of-the-day')].map(e => "
        "[...e.parentElement.querySelectorAll('tbody tr')].map(r => "
        "[...r.children].map(c => c.innerText)))[0]")
    assert rows, "the day has no meetings"
    ill = max({row[1].split(" ")[0] for row in rows},
              key=lambda name: sum(row[1].startswith(name) for row in rows))
    page.open(f"{url}/en/staff/absence?counsellor={ill}&first=2026-04-01&last=2026-04-01")
    count = page.evaluate("document.querySelectorAll('.moves > li').length")
    assert count == sum(row[1].startswith(ill) for row in rows), (count, ill, rows)
    page.tab_to(lambda e: e["tag"] == "BUTTON" and e["text"].startswith("Enter the absence"),
                limit=600)
    page.press("Enter")
    page.settle()
    assert "The absence and the new times are entered." in page.text(), page.text()
    page.open(f"{url}/en/staff/day?office=kypseli&date=2026-04-01")
    return ill, count


SIZES = [("phone", 390, 844, True), ("desktop", 1280, 900, False)]


def pictures(page, url, folder, booked):
    """Pictures of the pages at phone and desktop width, light and dark, and what they measure."""
    person = [
        ("home", "/el/"), ("fields", "/el/book"), ("topic", "/el/book/topic?field=jobseekers"),
        ("needs", "/el/book/needs?service=jobseekers&topic=action-plan"),
        ("times", "/el/book/times?service=jobseekers&topic=action-plan&need=signed:gss"),
        ("nothing", "/en/book/times?service=jobseekers&need=signed:rms&channel=video"
                    "&office=larisa&from=2026-04-01"),
        ("faults", "/da/book/needs?field=register"), ("booked", f"{booked}"),
        ("own", "/el/appointments"), ("guide", "/ro/help"),
    ]
    staff = [
        ("day", "/en/staff/day?office=kypseli&date=2026-04-01"),
        ("week", "/en/staff/week?office=kypseli&date=2026-04-01"),
        ("empty", "/en/staff/empty?office=larisa&date=2026-04-03"),
        ("absence", "/en/staff/absence?counsellor=c-02&first=2026-04-02&last=2026-04-02"),
        ("plan", "/en/staff/plan"),
        ("numbers", "/en/staff/numbers?first=2026-03-23&last=2026-04-19"),
    ]
    found = []
    for who, pages in [("person:visitor", person), ("administrator:administrator", staff)]:
        page.screen(1280)
        become(page, url, who)
        for name, address in pages:
            for size, width, height, phone in SIZES + [("narrow", 320, 700, True)]:
                for dark in ([False, True] if size != "narrow" else [False]):
                    page.screen(width, height, dark, phone)
                    page.open(url + address)
                    over, small = page.overflow(), page.small_targets()
                    if over > 0:
                        found.append(f"{name} at {width}: {over} px too wide")
                    if small:
                        found.append(f"{name} at {width}: small targets {small[:3]}")
                    if folder and size != "narrow":
                        shade = "dark" if dark else "light"
                        page.picture(os.path.join(folder, f"{name}-{size}-{shade}.png"))
                    elif folder:
                        page.picture(os.path.join(folder, f"{name}-narrow.png"))
    page.screen(1280)
    return found


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", nargs="?", default=".build/debug/rendezvous")
    arguments.add_argument("--url")
    arguments.add_argument("--pictures")
    given = arguments.parse_args()
    if not chromium.executable():
        print("skipped: there is no Chromium on this machine")
        return 0
    if given.pictures:
        os.makedirs(given.pictures, exist_ok=True)
    server = None if given.url else Server(given.program)
    url = given.url or server.url
    failed = 0
    try:
        for javascript in (True, False):
            page = chromium.Browser(javascript)
            try:
                page.screen(1280)
                if javascript:
                    booked = book(page, url)
                    print("booked by keyboard, in Greek sign language:", booked)
                    ill, count = repair(page, url)
                    print(f"illness of {ill}: {count} appointments repaired")
                    found = pictures(page, url, given.pictures, booked)
                    for line in found:
                        print("fault:", line)
                    failed += len(found)
                    policy = [text for text in page.messages if "Security Policy" in text]
                    for text in policy:
                        print("fault:", text)
                    failed += len(policy)
                else:
                    become(page, url, "administrator:administrator")
                    page.open(url + "/en/staff/plan")
                    print("pages open without JavaScript")
            finally:
                page.close()
    finally:
        if server:
            server.close()
    print("faults:", failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
