# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a Tabular Data Package by the rules of Frictionless' standard, with nothing but csv and
json: what the standard requires of the descriptor, types, constraints, primary and foreign keys."""
import csv
import io
import json
import os
import re

TYPES = {"string": str, "integer": int, "number": float,
         "boolean": lambda text: {"true": True, "false": False}[text]}
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


class Invalid(Exception):
    """The package breaks a rule."""


def demand(truth, *words):
    if not truth:
        raise Invalid(" ".join(str(word) for word in words))


def cast(text, field):
    kind = field["type"]
    if kind == "integer":
        demand(INTEGER.fullmatch(text), field["name"], "is no integer:", text)
    elif kind == "number":
        demand(NUMBER.fullmatch(text), field["name"], "is no number:", text)
    elif kind == "boolean":
        demand(text in ("true", "false"), field["name"], "is no boolean:", text)
    return TYPES[kind](text)


def check_value(value, field):
    rules = field.get("constraints", {})
    demand(set(rules) <= {"required", "unique", "pattern", "enum", "minimum", "maximum"}, rules)
    if value is None:
        demand(not rules.get("required"), field["name"], "is required")
        return
    demand("pattern" not in rules or re.fullmatch(rules["pattern"], value), field["name"], value)
    demand("enum" not in rules or value in rules["enum"], field["name"], "is none of the", value)
    demand("minimum" not in rules or value >= rules["minimum"], field["name"], "too small", value)
    demand("maximum" not in rules or value <= rules["maximum"], field["name"], "too great", value)


def check_descriptor(package):
    demand(re.fullmatch(r"[a-z0-9._/-]+", package["name"]), "name", package["name"])
    demand(package["profile"] == "tabular-data-package", "profile")
    demand(package["resources"], "resources")
    demand(all("title" in source for source in package.get("sources", [])), "sources")
    names = [resource["name"] for resource in package["resources"]]
    demand(len(set(names)) == len(names), "names are not unique")


def read_table(folder, resource):
    demand(resource["profile"] == "tabular-data-resource", resource["name"])
    demand(re.fullmatch(r"[^/.][^/]*", resource["path"]), "path", resource["path"])
    schema = resource["schema"]
    fields = schema["fields"]
    demand(len({f["name"] for f in fields}) == len(fields), "fields are not unique")
    demand(all(f["type"] in TYPES and f["description"] for f in fields), "types")
    with open(os.path.join(folder, resource["path"]), "rb") as file:
        text = file.read().decode(resource["encoding"])
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    demand(next(rows) == [f["name"] for f in fields], resource["name"], "head")
    table = []
    for row in rows:
        demand(len(row) == len(fields), resource["name"], "is ragged:", row)
        values = [None if cell in schema["missingValues"] else cast(cell, field)
                  for cell, field in zip(row, fields)]
        for value, field in zip(values, fields):
            check_value(value, field)
        table.append({field["name"]: value for value, field in zip(values, fields)})
    for field in fields:
        if field.get("constraints", {}).get("unique"):
            column = [row[field["name"]] for row in table]
            demand(len(set(column)) == len(column), field["name"], "is not unique")
    return table


def key(row, names):
    return tuple(row[name] for name in names)


def check_keys(package, tables):
    for resource in package["resources"]:
        schema, table = resource["schema"], tables[resource["name"]]
        keys = [key(row, schema["primaryKey"]) for row in table]
        demand(all(None not in k for k in keys), resource["name"], "a key is missing")
        demand(len(set(keys)) == len(keys), resource["name"], "primary key is not unique")
        for foreign in schema.get("foreignKeys", []):
            there = foreign["reference"]
            demand(len(foreign["fields"]) == len(there["fields"]), resource["name"], foreign)
            known = {key(row, there["fields"]) for row in tables[there["resource"]]}
            for row in table:
                demand(key(row, foreign["fields"]) in known, resource["name"], "refers to no",
                       there["resource"], key(row, foreign["fields"]))


def read(folder):
    """{table: [{column: value}]} of the package in @folder; raises Invalid."""
    with open(os.path.join(folder, "datapackage.json"), encoding="utf8") as file:
        package = json.load(file)
    check_descriptor(package)
    tables = {r["name"]: read_table(folder, r) for r in package["resources"]}
    check_keys(package, tables)
    return tables
