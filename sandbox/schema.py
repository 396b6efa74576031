"""The Bot API as data: which methods there are, and what each field may hold."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.wire import Json

PATH = Path(__file__).with_name("schema.json")


@dataclass(frozen=True)
class Field:
    owner: str
    name: str
    type: str
    required: bool = False
    constant: str | None = None
    characters: tuple[int, int] | None = None
    bytes: tuple[int, int] | None = None
    parsed: tuple[int, int] | None = None
    items: tuple[int, int] | None = None
    range: tuple[int, int] | None = None


Fields = dict[str, Field]


@dataclass(frozen=True)
class Schema:
    version: str
    methods: dict[str, Fields]
    types: dict[str, Fields]
    unions: dict[str, tuple[str, ...]]

    def alternatives(self, kind: str) -> tuple[str, ...]:
        """«A, B and C», «A or B» and a named union are all written as the types they stand for."""
        if kind in self.unions:
            return self.unions[kind]
        return tuple(kind.replace(" and ", ", ").replace(" or ", ", ").split(", "))


@cache
def load() -> Schema:
    raw = json.loads(PATH.read_text(encoding="utf-8"))
    return Schema(
        version=raw["api"]["version"],
        methods={name: _fields(name, fields) for name, fields in raw["methods"].items()},
        types={name: _fields(name, fields) for name, fields in raw["types"].items()},
        unions={name: tuple(members) for name, members in raw["unions"].items()},
    )


def _fields(owner: str, fields: Json) -> Fields:
    return {name: Field(owner, name, **_tuples(field)) for name, field in fields.items()}


def _tuples(field: Json) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in field.items()}
