"""Reduces the Bot API schema to what the sandbox checks, so that the result is small enough to read and review.

The source archive of aiogram 3.31.0 holds `.butcher/schema/schema.json`: the Bot API 10.3 documentation, scraped.

    pip download --no-deps --no-binary :all: aiogram==3.31.0
    python -m sandbox.reduce_schema aiogram-3.31.0.tar.gz
"""

import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from sandbox.wire import Json

REDUCED = Path(__file__).with_name("schema.json")

LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)( after entit)?", re.IGNORECASE)
COUNT = re.compile(r"\b(\d+)-(\d+) (?!characters)")
RANGE = re.compile(r"(?:[;,] |\(in seconds\) |creation, )(\d+)-(\d+)(?=$|[.;,])")
CONSTANT = re.compile(r"(?:must be|always) '?(\w+)'?(?: \(.*|\.?$|\. )")
MEMBER = re.compile(r"^ - (\w+)$", re.MULTILINE)
DISCRIMINATORS = ("type", "source", "status")


def reduce(schema: Json) -> Json:
    entries = [entry for section in schema["items"] for entry in section["children"]]
    methods = {entry["name"]: _fields(entry) for entry in entries if entry["category"] == "methods"}
    types = {entry["name"]: _fields(entry) for entry in entries if entry["category"] == "types"}
    unions = {entry["name"]: _members(entry) for entry in entries if _members(entry)}
    return {
        "origin": "Bot API documentation by Telegram, scraped by aiogram 3.31.0 (MIT); see reduce_schema.py",
        "api": schema["api"],
        "methods": methods,
        "types": {name: fields for name, fields in types.items() if name not in unions},
        "unions": unions,
    }


def _members(entry: Json) -> list[str]:
    if entry["annotations"] or entry["category"] != "types":
        return []
    plain = ["String", f"Array of {entry['name']}"] if "either a String" in entry["description"] else []
    return plain + MEMBER.findall(entry["description"])


def _fields(entry: Json) -> Json:
    return {field["name"]: _field(field) for field in entry["annotations"]}


def _field(field: Json) -> Json:
    reduced: Json = {"type": field["type"]}
    if field["required"]:
        reduced["required"] = True
    reduced.update(_limits(field["name"], field["type"], field["description"]))
    return reduced


def _limits(name: str, kind: str, words: str) -> Iterator[tuple[str, object]]:
    if kind == "String" and (found := LENGTH.search(words)):
        unit = "parsed" if found[4] else found[3].lower()
        yield unit, [int(found[1]), int(found[2])]
    if kind.startswith("Array") and (found := COUNT.search(words)) and int(found[1]) < int(found[2]):
        yield "items", [int(found[1]), int(found[2])]
    if kind in ("Integer", "Float") and (found := RANGE.search(words)):
        yield "range", [int(found[1]), int(found[2])]
    if kind == "String" and name in DISCRIMINATORS and (found := CONSTANT.search(words)):
        yield "constant", found[1]


def _read(archive: str) -> Json:
    with tarfile.open(archive) as files:
        member = next(name for name in files.getnames() if name.endswith(".butcher/schema/schema.json"))
        stream = files.extractfile(member)
        assert stream is not None
        schema: Json = json.load(stream)
    return schema


def _lines(reduced: Json) -> str:
    """One line a field: a new version of the Bot API shows as a readable difference."""
    text = json.dumps(reduced, indent=1, ensure_ascii=False)
    return (
        re.sub(r"\{\s+(\"type\"[^{}]*?)\s+\}", lambda found: "{" + re.sub(r"\s+", " ", found[1]) + "}", text)
        + "\n"
    )


if __name__ == "__main__":
    REDUCED.write_text(_lines(reduce(_read(sys.argv[1]))), encoding="utf-8")
