"""The days of Tests/RendezvousABITests through Python: their logs must have the bytes of day.log and
desk/day.log.

Usage: RENDEZVOUS_PREFIX=PREFIX python3 scenario.py
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "Examples", "Python"))
from rendezvous import Agency, C, clock, weekdays  # noqa: E402

NOW = 1793606400
MIDNIGHT = NOW - 10 * 3600  # Of the same Monday in Athens.
DAY = 86400


def small_agency():
    agency = Agency(founded=NOW)
    agency.zone("Europe/Athens")
    agency.office("kypseli", zone="Europe/Athens", hours=weekdays("08:00", "15:00"))
    agency.field("jobseekers", "Counselling")
    agency.service("advice", field="jobseekers")
    agency.counsellor("c-17", office="kypseli")
    agency.declare("d-1", worker="c-17", submitted=NOW,
                   stretches=[(*span, 0) for span in weekdays("08:00", "15:00")])
    return agency.agenda()


def held_and_moved():
    """Holds, a confirmation, a cancellation, a move."""
    agenda = small_agency()
    for person in ("p-1", "p-2", "p-3"):
        openings = agenda.openings(
            subject=person, service="advice", within=(NOW, NOW + 14 * DAY), now=NOW)
        agenda.hold(openings[0], now=NOW)
    agenda.confirm(1, now=NOW + 60)
    agenda.cancel(2, now=NOW + 90)
    agenda.move(1, openings[7], now=NOW + 400)
    return agenda


def desk():
    """Bookings, a series, an absence with its repair."""
    agenda = small_agency()
    nine = MIDNIGHT + DAY + clock("09:00")
    for later, within, request in (
            (0, (MIDNIGHT, MIDNIGHT + 14 * DAY), {"subject": "p-1"}),
            (60, (nine, nine + 3600), {"subject": "p-2", "booked_by": "m-1"})):
        openings = agenda.openings(
            service="advice", within=within, limit=1, now=NOW + later, **request)
        agenda.book(openings[0], now=NOW + later)
    wednesday = NOW // DAY + 2
    booked = agenda.series(
        subject="p-3", service="advice", within=(MIDNIGHT + 2 * DAY, C["RDV_INSTANT_MAX"]),
        series={"first": wednesday, "times": 3, "tolerance": 1, "time": clock("10:00"),
                "zone": "Europe/Athens"},
        now=NOW + 120)
    check(booked, [(wednesday, 3), (wednesday + 7, 4), (wednesday + 14, 5)])
    draft = agenda.draft(now=NOW + 180)
    draft.declare(
        "absence-c-17-2026-11-04", worker="c-17", submitted=NOW + 180,
        kind=C["RDV_DECLARATION_LEAVE"], leave_type="absence", **{"from": wednesday},
        to=wednesday)
    moves = agenda.repair(draft, now=NOW + 180)
    check([(move.appointment, move.is_orphan) for move in moves], [(3, 1)])
    # Who is told what, who is reminded, what was done.
    notices = agenda.notices(NOW, NOW + 200)
    check([(one.appointment, one.kind) for one in notices],
          [(1, 1), (2, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 5)])
    reminders = agenda.reminders(NOW, NOW + 20 * DAY, lead=3600, now=NOW + 200)
    check([one.appointment for one in reminders], [2, 2, 3, 4, 5])
    check([(one.booked, one.total) for one in agenda.usage(wednesday - 2, wednesday + 30)],
          [(5, 5)])
    return agenda


def check(found, expected):
    if found != expected:
        sys.exit(f"expected: {expected}\nfound:    {found}")


for day, log in ((held_and_moved, "day.log"), (desk, os.path.join("desk", "day.log"))):
    if day().log != open(os.path.join(HERE, log), "rb").read():
        sys.exit(f"the day through Python: other bytes than {log}")
print("the days through Python: the same bytes")
