"""The day of Tests/RendezvousABITests through Python: its log must have the bytes of day.log.

Usage: RENDEZVOUS_PREFIX=PREFIX python3 scenario.py
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "Examples", "Python"))
from rendezvous import Agency, weekdays  # noqa: E402

NOW = 1793606400
WITHIN = (NOW, NOW + 14 * 86400)

agency = Agency(founded=NOW)
agency.zone("Europe/Athens")
agency.office("kypseli", zone="Europe/Athens", hours=weekdays("08:00", "15:00"))
agency.field("jobseekers", "Counselling")
agency.service("advice", field="jobseekers")
agency.counsellor("c-17", office="kypseli")
agency.declare("d-1", worker="c-17", submitted=NOW,
               stretches=[(*span, 0) for span in weekdays("08:00", "15:00")])
agenda = agency.agenda()
for person in ("p-1", "p-2", "p-3"):
    openings = agenda.openings(subject=person, service="advice", within=WITHIN, now=NOW)
    agenda.hold(openings[0], now=NOW)
agenda.confirm(1, now=NOW + 60)
agenda.cancel(2, now=NOW + 90)
agenda.move(1, openings[7], now=NOW + 400)
expected = open(os.path.join(HERE, "day.log"), "rb").read()
print("the day through Python:", "the same bytes" if agenda.log == expected else "other bytes")
sys.exit(agenda.log != expected)
