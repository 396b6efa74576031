"""The text of a message as it will stand: entities parsed, cleaned, trimmed, measured."""

import re

from sandbox import entities, html
from sandbox.call import Call
from sandbox.errors import invalid, not_imitated
from sandbox.lengths import utf16
from sandbox.wire import Json
from sandbox.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

DROPPED = re.compile(r"[\r\u2028-\u202e\u030a\u0333\u033f]")
SPACED = re.compile(r"[\x00-\x09\x0b-\x1f]")
UNCLEAN = re.compile(f"{DROPPED.pattern}|{SPACED.pattern}")
BLANK = re.compile(r"[\s\u2000-\u200f\u202f\u205f\u2060\u2800\u3164\ufeff]*")
WHOLE = {"pre", "code", "text_link", "text_mention", "custom_emoji", "date_time"}
"""Nothing is found inside these."""

Text = tuple[str, list[Json]]


def message_text(call: Call, too_long: str = "message is too long") -> Json:
    text, found = _formatted(call.world, call.params, "text", "parse_mode", "entities")
    if not text:
        raise invalid("message text is empty" if not call.params.get("text") else "text must be non-empty")
    if utf16(text) > LONGEST_TEXT:
        raise invalid(too_long)
    return {"text": text, **({"entities": found} if found else {})}


def caption(world: World, params: Json) -> Json:
    text, found = _formatted(world, params, "caption", "parse_mode", "caption_entities")
    if utf16(text) > LONGEST_CAPTION:
        raise invalid("message caption is too long")
    shown: Json = {"caption": text} if text else {}
    return shown | ({"caption_entities": found} if found else {})


def inner(world: World, params: Json, name: str) -> Json:
    """Texts within other things, such as a poll's question."""
    text, found = _formatted(world, params, name, f"{name}_parse_mode", f"{name}_entities")
    shown: Json = {name: text} if text else {}
    return shown | ({f"{name}_entities": found} if found else {})


def plain(source: str) -> Json:
    """As a person's client sends it: what stands in it is found, nothing is parsed."""
    text, found = _fixed(_clean(source), [])
    return {"text": text, **({"entities": found} if found else {})}


def _formatted(world: World, params: Json, text: str, mode: str, listed: str) -> Text:
    source = params.get(text) or ""
    wanted = (params.get(mode) or "").lower()
    if wanted in ("markdown", "markdownv2"):
        raise not_imitated(f"parse_mode {params[mode]}")
    if wanted not in ("", "html"):
        raise invalid("unsupported parse_mode")
    if wanted:
        parsed, found = html.parse(_clean(source))
    else:
        parsed, found = _clean(source), _moved(source, params.get(listed) or [])
    return _fixed(parsed, _known(world, found))


def _moved(source: str, given: list[Json]) -> list[Json]:
    """Entities are counted in the text as it was sent, before some characters were dropped from it."""
    if not given or not DROPPED.search(source):
        return given
    gone = [utf16(source[: found.start()]) for found in DROPPED.finditer(source)]

    def move(offset: int) -> int:
        return offset - sum(at < offset for at in gone)

    ends = [(move(each["offset"]), move(each["offset"] + each["length"])) for each in given]
    return [each | {"offset": a, "length": b - a} for each, (a, b) in zip(given, ends, strict=True)]


def _known(world: World, found: list[Json]) -> list[Json]:
    """A person the bot has never seen cannot be mentioned: the words stay, the mention goes."""
    if not any(entity["type"] == "text_mention" for entity in found):
        return found
    return [_named(world, entity) for entity in found if _mentionable(world, entity)]


def _mentionable(world: World, entity: Json) -> bool:
    return entity["type"] != "text_mention" or entity["user"]["id"] in world.users


def _named(world: World, entity: Json) -> Json:
    if entity["type"] != "text_mention":
        return entity
    return entity | {"user": world.users[entity["user"]["id"]].shape}


def _fixed(text: str, given: list[Json]) -> Text:
    if BLANK.fullmatch(text):
        return "", []
    cut = utf16(text[: len(text) - len(text.lstrip(" \n"))])
    text = text.strip(" \n")
    kept = _within(given, cut, utf16(text)) if given else []
    return text, sorted([*kept, *_beside(entities.find(text), kept)], key=html.outermost_first)


def _clean(source: str) -> str:
    return SPACED.sub(" ", DROPPED.sub("", source)) if UNCLEAN.search(source) else source


def _within(given: list[Json], cut: int, length: int) -> list[Json]:
    kept: list[Json] = []
    for entity in given:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, length)
        if start < end:
            kept.append(entity | {"offset": start, "length": end - start})
    return kept


def _beside(found: list[Json], given: list[Json]) -> list[Json]:
    taken = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in WHOLE]
    return [e for e in found if not any(a < e["offset"] + e["length"] and e["offset"] < b for a, b in taken)]
