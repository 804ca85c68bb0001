#!/usr/bin/env python3
"""Checks documents against the published schemas, and reads calendars, for the tests beside it.

    validate.py documents FOLDER FILE...   each file by the schema in FOLDER that it names; each of
                                           its objects with one more member must be refused
    validate.py variants FOLDER N FILE...  prints N documents with one member less or one value
                                           changed, each with whether its schema allows it
    validate.py calendar FILE              prints the events of an iCalendar file, times in UTC

Needs the PyPI packages jsonschema (and referencing, which comes with it) and icalendar.
"""
import copy
import json
import pathlib
import random
import sys


def validator(folder, kind):
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    schemas = {p.name: json.loads(p.read_text()) for p in pathlib.Path(folder).glob("*.schema.json")}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items())
    return Draft202012Validator({"$ref": f"{kind}.schema.json"}, registry=registry)


def kind_of(document):
    return document["rendezvous"].split("/")[0]


def objects(value, path=()):
    if isinstance(value, dict):
        yield path
        for name, item in value.items():
            yield from objects(item, path + (name,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects(item, path + (index,))


def check_documents(folder, files):
    failures = 0
    for file in files:
        document = json.loads(pathlib.Path(file).read_text())
        schema = validator(folder, kind_of(document))
        for error in schema.iter_errors(document):
            print(f"{file}: {error.json_path}: {error.message[:300]}")
            failures += 1
        for path in objects(document):
            changed = copy.deepcopy(document)
            place = changed
            for step in path:
                place = place[step]
            place["unexpected"] = 1
            if schema.is_valid(changed):
                print(f"{file}: an unknown member passes at {path}")
                failures += 1
    return failures


def places(value, path=()):
    items = value.items() if isinstance(value, dict) else (
        enumerate(value) if isinstance(value, list) else ())
    for step, item in items:
        yield path + (step,)
        yield from places(item, path + (step,))


REMOVED = object()
VALUES = [REMOVED, None, True, 0, -1, 10**10, 1.5, "", "x", "PT0S", "9999-12-31", "24:00-08:00",
          "2026-11-24T08:00:00Z", "spoken:el", [], ["x"], {}, {"from": "2027-01-01"}]


def print_variants(folder, count, files):
    numbers = random.Random(5)
    originals = [json.loads(pathlib.Path(file).read_text()) for file in files]
    validators = {kind_of(each): validator(folder, kind_of(each)) for each in originals}
    variants = []
    for _ in range(count):
        document = copy.deepcopy(numbers.choice(originals))
        kind = kind_of(document)
        path = numbers.choice([each for each in places(document) if each != ("rendezvous",)])
        place = document
        for step in path[:-1]:
            place = place[step]
        value = numbers.choice(VALUES)
        if value is REMOVED:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        variants.append({
            "place": f"{kind}: {path} = {'nothing' if value is REMOVED else value!r}",
            "document": json.dumps(document), "valid": validators[kind].is_valid(document)})
    print(json.dumps(variants))


def read_calendar(file):
    from datetime import timezone
    from icalendar import Calendar

    def instant(event, name):
        return event.decoded(name).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    calendar = Calendar.from_ical(pathlib.Path(file).read_bytes())
    print(json.dumps([
        {
            "uid": str(event["UID"]),
            "start": instant(event, "DTSTART"),
            "end": instant(event, "DTEND"),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "summary": str(event["SUMMARY"]),
            "location": str(event["LOCATION"]) if "LOCATION" in event else None,
        }
        for event in calendar.walk("VEVENT")
    ]))


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "documents":
        sys.exit(1 if check_documents(rest[0], rest[1:]) else 0)
    elif command == "variants":
        print_variants(rest[0], int(rest[1]), rest[2:])
    elif command == "calendar":
        read_calendar(*rest)
    else:
        sys.exit(f"command ({command}) must be documents, variants or calendar")
