"""Any value of the Bot API's types: made from its schema, its fields and its limits, out of one seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sandbox.schema import Field
    from sandbox.wire import Json
    from sandbox.world import World

LONGEST_AGE = 2**31 - 1
WIDEST_ID = 2**52 - 1

STRINGS = (
    "",
    "a",
    "Айгүл",
    "Ә" * 64,
    "<b>жол</b>",
    "&lt;",
    "a & b",
    "{name}",
    "%s %(x)d",
    "'; DROP TABLE people; --",
    "\u202eкері\u202c",
    "שלום عالم",
    "👨‍👩‍👧‍👦🇰🇿",
    "e\u0301\u0323",
    "\u200b",
    "\U0001f600\U00020000",
    "村の声",
    "https://example.kz/?a=1&b=2",
)

ENUMERATED: dict[tuple[str, str], Sequence[Any]] = {
    ("Chat", "type"): ("private", "group", "supergroup", "channel"),
    ("Document", "mime_type"): ("image/png", "video/mp4", "application/pdf", "text/html", ""),
    ("InaccessibleMessage", "date"): (0,),
    ("InlineQuery", "chat_type"): ("sender", "private", "group", "supergroup", "channel"),
    ("MaskPosition", "point"): ("forehead", "eyes", "mouth", "chin"),
    ("MessageEntity", "type"): ("mention", "bot_command", "url", "bold", "text_link", "custom_emoji", "date_time"),
    ("Poll", "type"): ("regular", "quiz"),
    ("RefundedPayment", "currency"): ("XTR",),
    ("Sticker", "type"): ("regular", "mask", "custom_emoji"),
    ("SuggestedPostInfo", "state"): ("pending", "approved", "declined"),
    ("User", "language_code"): ("kk", "ru", "en", "pt-br", "zh-hans", "x", ""),
}  # fmt: skip

FILES = {
    "Animation": "animation",
    "Audio": "audio",
    "Document": "document",
    "PhotoSize": "photo",
    "Sticker": "sticker",
    "Video": "video",
    "VideoNote": "video_note",
    "Voice": "voice",
}

# How likely an optional field is there, by how deep it lies.
CHANCES = (0.4, 0.25, 0.1)


class Maker:
    """`world` keeps the files it makes, so that they can be sent on."""

    def __init__(self, chance: Random, world: World) -> None:
        self.chance = chance
        self._world = world
        self._schema = schema.load()

    def make(self, kind: str, depth: int = 0) -> Any:
        if kind.startswith("Array of "):
            return self._array(kind.removeprefix("Array of "), depth)
        alternatives = self._schema.alternatives(kind)
        if len(alternatives) > 1:
            simple = [one for one in alternatives if not one.startswith("Array of ")]
            return self.make(self.chance.choice(simple[:1] if depth > 3 else simple), depth)
        if kind in SCALARS:
            return SCALARS[kind](self.chance)
        return self._object(kind, depth)

    def field(self, owner: str, name: str, depth: int = 0) -> Any:
        field = self._schema.types[owner][name]
        if field.constant is not None:
            return field.constant
        if (owner, name) in ENUMERATED:
            return self.chance.choice(ENUMERATED[owner, name])
        if field.range is not None:
            return self.chance.randint(int(field.range[0]), int(field.range[1]))
        if name.endswith(("date", "timestamp")):
            return self.chance.randint(1, LONGEST_AGE)
        if field.items is not None:
            kind = field.type.removeprefix("Array of ")
            return [self.make(kind, depth + 1) for _ in range(int(field.items[0]))]
        made = self.make(field.type, depth)
        return _fitted(made, field) if isinstance(made, str) else made

    def names(self, owner: str) -> Sequence[str]:
        return [name for name, field in self._schema.types[owner].items() if not field.required]

    def _array(self, kind: str, depth: int) -> list[Any]:
        return [self.make(kind, depth + 1) for _ in range(self.chance.choice((1, 1, 2)) if depth < 4 else 0)]

    def _object(self, kind: str, depth: int) -> Json:
        likely = CHANCES[depth] if depth < len(CHANCES) else 0
        made = {
            name: self.field(kind, name, depth + 1)
            for name, field in self._schema.types[kind].items()
            if field.required or (self.chance.random() < likely and "Message" not in field.type)
        }
        return made | self._file(FILES[kind]) if kind in FILES else made

    def _file(self, kind: str) -> Json:
        size = self.chance.choice((1, 500_000, 21 * 1024 * 1024))
        return self._world.files.add(kind, size, None, {}).info


SCALARS = {
    "Integer": lambda chance: chance.choice((0, 1, chance.randint(2, 10_000), chance.randint(2**31, WIDEST_ID))),
    "Float": lambda chance: chance.choice((0.0, 43.35, 77.04, -0.5, chance.uniform(-90, 90))),
    "Boolean": lambda chance: chance.random() < 0.5,
    "True": lambda _: True,
    "String": lambda chance: chance.choice(STRINGS),
}  # fmt: skip


def _fitted(made: str, field: Field) -> str:
    """Within the limits that the schema sets."""
    if field.bytes:
        return made.encode()[: field.bytes[1]].decode(errors="ignore") or "x"
    low, high = field.characters or (0, 10_000)
    return made[: high // 2] or "x" * low
