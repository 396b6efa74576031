"""Reads the parameters of a call as Telegram does: everything may come as text, objects as JSON in text."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import invalid, stricter
from sandbox.refusals import MISSING, UNPARSED
from sandbox.schema import Field, Fields, Schema
from sandbox.shapes import Check, Mismatch, Shapes
from sandbox.wire import Json

Reader = Callable[[Any], Any]

YES = {"true", "1", "yes"}
NO = {"false", "0", "no"}


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


@dataclass(frozen=True)
class Method:
    name: str
    readers: dict[str, Reader]
    required: tuple[str, ...]

    def read(self, sent: Json) -> Json:
        params: Json = {}
        for name, value in sent.items():
            if value is not None:
                params[name] = self._read(name, value)
        for name in self.required:
            if params.get(name) in (None, ""):
                raise invalid(MISSING.get(name) or f'[sandbox] parameter "{name}" is required')
        return params

    def _read(self, name: str, value: Any) -> Any:
        reader = self.readers.get(name)
        if reader is None:
            raise stricter(f'{self.name} has no parameter "{name}"')
        try:
            return reader(value)
        except json.JSONDecodeError as error:
            raise invalid(
                UNPARSED.get(name) or f'[sandbox] parameter "{name}" is no JSON: {error}'
            ) from error
        except Mismatch as mismatch:
            mismatch.path.append(name)
            raise (invalid(mismatch.telegram) if mismatch.telegram else stricter(str(mismatch))) from mismatch


def methods(schema: Schema) -> dict[str, Method]:
    """By lower-case name: Telegram does not mind the case."""
    shapes = Shapes(schema)
    return {name.lower(): _method(shapes, name, fields) for name, fields in schema.methods.items()}


def _method(shapes: Shapes, name: str, fields: Fields) -> Method:
    readers = {field.name: _reader(shapes, field) for field in fields.values()}
    return Method(name, readers, tuple(field.name for field in fields.values() if field.required))


def _reader(shapes: Shapes, field: Field) -> Reader:
    if field.type in ("InputFile", "InputFile or String"):
        return _file
    limited = shapes.limited(field)
    return READERS[field.type](limited) if field.type in READERS else _object(limited)


def _file(value: Any) -> Any:
    if not isinstance(value, str | Upload):
        raise Mismatch("must be InputFile or String")
    return value


def _integer(check: Check) -> Reader:
    def read(value: Any) -> Any:
        found = int(value) if isinstance(value, str) and value.removeprefix("-").isdecimal() else value
        check(found)
        return found

    return read


def _float(check: Check) -> Reader:
    def read(value: Any) -> Any:
        try:
            found = float(value) if isinstance(value, str) else value
        except ValueError as error:
            raise Mismatch("must be Float") from error
        check(found)
        return found

    return read


def _boolean(check: Check) -> Reader:
    def read(value: Any) -> Any:
        word = value.lower() if isinstance(value, str) else value
        found = True if word in YES else False if word in NO else value
        check(found)
        return found

    return read


def _string(check: Check) -> Reader:
    def read(value: Any) -> Any:
        check(value)
        return value

    return read


def _object(check: Check) -> Reader:
    """An empty text stands for an object that was not given."""

    def read(value: Any) -> Any:
        if value == "":
            return None
        found = json.loads(value) if isinstance(value, str) else value
        check(found)
        return found

    return read


READERS: dict[str, Callable[[Check], Reader]] = {
    "Integer": _integer,
    "Integer or String": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "True": _boolean,
    "String": _string,
}
