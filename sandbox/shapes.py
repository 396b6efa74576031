"""Does a JSON value have the shape the schema gives its type? One checker a type, built once."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any

from sandbox.lengths import utf8, utf16
from sandbox.refusals import LIMITS
from sandbox.schema import Field, Schema

Check = Callable[[Any], None]

PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
    "True": (bool,),
    "String": (str,),
    "InputFile": (str,),
}


class Mismatch(Exception):
    """Says where in the value the trouble is: each level it passes adds its own name."""

    def __init__(self, words: str, telegram: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.telegram = telegram
        self.path: list[str] = []

    def __str__(self) -> str:
        return f"{'.'.join(reversed(self.path))} {self.words}".strip()


class Shapes:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._checks: dict[str, Check] = {}

    def of(self, kind: str) -> Check:
        if kind not in self._checks:
            # The entry stands before it is built: types such as RichText contain themselves.
            self._checks[kind] = self._later(kind)
            self._checks[kind] = self._build(kind)
        return self._checks[kind]

    def _later(self, kind: str) -> Check:
        def check(value: Any) -> None:
            self._checks[kind](value)

        return check

    def limited(self, field: Field) -> Check:
        check, limits = self.of(field.type), _limits(field)
        if not limits:
            return check

        def both(value: Any) -> None:
            check(value)
            for limit in limits:
                limit(value)

        return both

    def _build(self, kind: str) -> Check:
        if kind.startswith("Array of "):
            return _array(self.of(kind.removeprefix("Array of ")))
        alternatives = self.schema.alternatives(kind)
        if len(alternatives) > 1:
            return self._union(kind, alternatives)
        if kind in PLAIN:
            return _plain(kind)
        return self._object(kind)

    def _object(self, kind: str) -> Check:
        fields = self.schema.types[kind]
        checks = {name: self.limited(field) for name, field in fields.items()}
        required = frozenset(name for name, field in fields.items() if field.required)

        def check(value: Any) -> None:
            if type(value) is not dict:
                raise Mismatch(f"must be {kind}")
            for name, inner in value.items():
                _inside(name, checks.get(name), inner, kind)
            if not required <= value.keys():
                raise Mismatch(f"lacks {', '.join(sorted(required - value.keys()))} of {kind}")

        return check

    def _union(self, kind: str, alternatives: tuple[str, ...]) -> Check:
        plain = [name for name in alternatives if name in PLAIN or name.startswith("Array of ")]
        signs = {name: _signs(self.schema.types[name]) for name in alternatives if name not in plain}

        def check(value: Any) -> None:
            names = plain
            if type(value) is dict:
                names = [
                    name
                    for name, (constants, keys) in signs.items()
                    if keys <= value.keys() and constants <= value.items()
                ]
            if not names:
                raise Mismatch(f"must be {kind}")
            self._any(names, value)

        return check

    def _any(self, names: list[str], value: Any) -> None:
        for name in names[:-1]:
            try:
                return self.of(name)(value)
            except Mismatch:
                continue
        return self.of(names[-1])(value)


def _inside(name: str, check: Check | None, value: Any, kind: str) -> None:
    if check is None:
        raise Mismatch(f'has "{name}", which {kind} does not have')
    try:
        check(value)
    except Mismatch as mismatch:
        mismatch.path.append(name)
        raise


def _array(inner: Check) -> Check:
    def check(value: Any) -> None:
        if type(value) is not list:
            raise Mismatch("must be an Array")
        for item in value:
            inner(item)

    return check


def _plain(kind: str) -> Check:
    types = PLAIN[kind]

    def check(value: Any) -> None:
        if type(value) not in types:
            raise Mismatch(f"must be {kind}")

    return check


def _signs(fields: dict[str, Field]) -> tuple[AbstractSet[Any], AbstractSet[str]]:
    """Telegram tells alternatives apart by their `type`, and where there is none by what they must have."""
    constants = {name: field.constant for name, field in fields.items() if field.constant}
    if constants:
        return constants.items(), frozenset(constants)
    return {}.items(), frozenset(name for name, field in fields.items() if field.required)


def _limits(field: Field) -> list[Check]:
    found: list[Check] = []
    if field.constant is not None:
        found.append(_constant(field.constant))
    telegram = LIMITS.get((field.owner, field.name))
    for limit, size, words in (
        (field.characters, utf16, "characters"),
        (field.bytes, utf8, "bytes"),
        (field.items, len, "items"),
        (field.range, float, "in value"),
    ):
        if limit is not None:
            found.append(_between(*limit, size, words, telegram))
    return found


def _constant(constant: str) -> Check:
    def check(value: Any) -> None:
        if value != constant:
            raise Mismatch(f'must be "{constant}"')

    return check


def _between(low: int, high: int, size: Callable[[Any], float], words: str, telegram: str | None) -> Check:
    def check(value: Any) -> None:
        if not low <= size(value) <= high:
            raise Mismatch(f"must be {low}-{high} {words}", telegram)

    return check
