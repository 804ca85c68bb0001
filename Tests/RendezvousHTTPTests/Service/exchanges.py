#!/usr/bin/env python3
"""Checks recorded requests and responses against the OpenAPI document and the published schemas.

    exchanges.py OPENAPI FORMATS RECORD    prints each contradiction; exit status 1 if there is one

Needs the PyPI package jsonschema (and referencing, which comes with it).
"""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource


def main():
    openapi = json.loads(pathlib.Path(sys.argv[1]).read_text())
    formats = {p.name: json.loads(p.read_text())
               for p in pathlib.Path(sys.argv[2]).glob("*.schema.json")}
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in formats.items())
    for schema in openapi["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    faults = []

    def check(value, schema, what):
        whole = {**schema, "components": openapi["components"]}
        for error in Draft202012Validator(whole).iter_errors(value):
            faults.append(f"{what}: {error.json_path}: {error.message}"[:600])
        kind = value.get("rendezvous", "").split("/")[0] if isinstance(value, dict) else ""
        if f"{kind}.schema.json" in formats:
            document = Draft202012Validator({"$ref": f"{kind}.schema.json"}, registry=registry)
            for error in document.iter_errors(value):
                faults.append(f"{what}: {kind}: {error.json_path}: {error.message}"[:600])

    for row in json.loads(pathlib.Path(sys.argv[3]).read_text()):
        what = f"{row['method']} {row['route']} {row['status']}"
        if not row["route"]:
            continue
        operation = openapi["paths"][row["route"]].get(row["method"])
        if operation is None:
            continue
        response = operation["responses"].get(str(row["status"]))
        if response is None:
            if row["status"] < 400:
                faults.append(f"{what}: a status that the document does not name")
                continue
            response = openapi["components"]["responses"]["Problem"]
        content = response.get("content", {})
        if not row["answered"]:
            if content:
                faults.append(f"{what}: no content")
            continue
        kind = row["type"].split(";")[0]
        if kind not in content:
            faults.append(f"{what}: content of type {kind}")
        elif kind != "text/calendar":
            check(json.loads(row["answered"]), content[kind]["schema"], what)
        if row["status"] < 300 and row["asked"]:
            body = operation["requestBody"]["content"]["application/json"]["schema"]
            check(json.loads(row["asked"]), body, what + " request")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
