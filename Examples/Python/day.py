"""An agency's day: offices from a CSV, requests from a CSV, appointments into a CSV.

Usage: RENDEZVOUS_PREFIX=/usr/local python3 day.py people.csv requests.csv appointments.csv [log]
"""

import csv
import datetime
import sys

from rendezvous import Agency, Agenda, C, clock, weekdays

NOW = 1793606400  # Monday 2 November 2026, 08:00 UTC: time is passed in, here as in C
FORTNIGHT = (NOW, NOW + 14 * 86400)


def build(people):
    agency = Agency(founded=NOW)
    agency.zone("Europe/Athens")
    agency.holidays("GR")
    hours = weekdays("08:00", "15:00")
    agency.office("kypseli", zone="Europe/Athens", hours=hours, holidays="GR")
    agency.field("jobseekers", "Counselling")
    agency.service("advice", field="jobseekers", duration=30 * 60, gap_after=10 * 60)
    for row in people:
        agency.counsellor(row["counsellor"], office="kypseli",
                          communications=row["speaks"].split())
        work = [(day, clock(row["from"]), clock(row["to"]), 0) for day, _, _ in hours]
        agency.declare("work-" + row["counsellor"], worker=row["counsellor"], submitted=NOW,
                       stretches=work)
    agency.policy("noon", rule=C["RDV_RULE_KEEP_FREE"],
                  hours=[(day, clock("12:00"), clock("12:30")) for day, _, _ in hours])
    return agency.agenda()


def serve(agenda, requests):
    for row in requests:
        needs = row["needs"].split()
        ask = dict(subject=row["subject"], service="advice", needs=needs, within=FORTNIGHT, now=NOW)
        openings = agenda.openings(**ask)
        if openings:
            number = agenda.hold(openings[0], now=NOW)
            agenda.confirm(number, now=NOW + 60)
            start = datetime.datetime.fromtimestamp(openings[0].start, datetime.timezone.utc)
            yield row["subject"], number, start.isoformat(), openings[0].counsellor, ""
        else:
            yield row["subject"], "", "", "", agenda.explain(**ask).splitlines()[0]


def main(people, requests, out, log=None):
    agenda = build(csv.DictReader(open(people, encoding="utf-8")))
    with open(out, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["subject", "appointment", "start", "counsellor", "why not"])
        rows.writerows(serve(agenda, csv.DictReader(open(requests, encoding="utf-8"))))
    problems = agenda.events.violations()
    assert Agenda.replay(agenda.log).log == agenda.log
    if log:
        open(log, "wb").write(agenda.log)
    print(f"{len(agenda.events)} events, {len(problems)} violations")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
