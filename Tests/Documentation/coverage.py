#!/usr/bin/env python3
"""Says which public symbols of symbol graphs have no comment; ends with 1 if there is one.

    coverage.py GRAPH.symbols.json…

Cases of the enumerations below are told in words by a table of their own type, which tests compare
with the pages: a comment would say it twice.
"""
import json
import os
import sys

TOLD = {
    "Reason": "summary", "CaseReason": "summary", "RegistrationReason": "summary",
    "Problem.Kind": "title", "ServiceOperation": "summary, in the table of routes",
}


def main(paths):
    bare, count = [], 0
    for path in paths:
        with open(path, encoding="utf8") as file:
            symbols = json.load(file)["symbols"]
        for symbol in symbols:
            name = ".".join(symbol["pathComponents"])
            if symbol["kind"]["identifier"] == "swift.enum.case" and name.rsplit(".", 1)[0] in TOLD:
                continue
            count += 1
            if not symbol.get("docComment", {}).get("lines"):
                place = symbol.get("location", {})
                line = place.get("position", {}).get("line", 0) + 1
                bare.append(f"{os.path.relpath(place.get('uri', path).removeprefix('file://'))}:{line}: {name}")
    print(f"{os.path.basename(paths[0]).split('.')[0]}: {count - len(bare)} of {count} public symbols documented")
    for line in bare:
        print(line)
    return 1 if bare or not count else 0


sys.exit(main(sys.argv[1:]))
