"""The tags Telegram's HTML knows: how one is written, and which entity it makes."""

import re
from typing import NamedTuple

from sandbox.errors import ApiError, invalid
from sandbox.html_references import resolve
from sandbox.lengths import utf8
from sandbox.links import checked_link, mentioned_user
from sandbox.wire import Json

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
SUPPORTED = {*SIMPLE, "a", "blockquote", "code", "pre", "tg-emoji", "tg-time"}

NAME = re.compile(r"<([^ \t\r\n\v>]*)[ \t\r\n\v]*")
SPACE = re.compile(r"[ \t\r\n\v]*")
ATTRIBUTE = re.compile(r"[^ \t\r\n\v=>/\"']*")
TOKEN = re.compile(r"[a-zA-Z0-9.-]*")
AFTER_TOKEN = re.compile(r"[ \t\r\n\v>]|\Z")
TIME_FORMAT = re.compile(r"[rR]|[tTdDwW]*")


class Tag(NamedTuple):
    name: str
    attributes: dict[str, str]


def read_tag(source: str, at: int) -> tuple[Tag, int]:
    """The start tag at this place, and where the text goes on."""
    found = NAME.match(source, at)
    assert found is not None
    end, name = found.end(), found[1].lower()
    if found.end(1) == len(source):
        raise _wrong("Unclosed start tag", source, at)
    if name not in SUPPORTED:
        raise _wrong(f'Unsupported start tag "{name}"', source, at)
    attributes: dict[str, str] = {}
    while not source.startswith(">", end):
        end = _skip_space(source, _attribute(source, at, end, name, attributes))
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _wrong('Tag "span" must have class "tg-spoiler"', source, at)
    return Tag(name, attributes), end + 1


def _attribute(source: str, begin: int, at: int, tag: str, attributes: dict[str, str]) -> int:
    found = ATTRIBUTE.match(source, at)
    assert found is not None
    if not found[0]:
        raise _wrong(f'Empty attribute name in the tag "{tag}"', source, begin)
    end, value = _skip_space(source, found.end()), ""
    given = source.startswith("=", end)
    if given:
        end = _skip_space(source, end + 1)
    if end == len(source):
        raise _wrong(f'Unclosed start tag "{tag}"', source, begin)
    if given:
        value, end = _value(source, end)
        if end == len(source):
            raise _wrong("Unclosed start tag", source, begin)
    attributes[found[0]] = value
    return end


def _value(source: str, at: int) -> tuple[str, int]:
    if source[at] in "'\"":
        end = source.find(source[at], at + 1)
        end = len(source) if end < 0 else end
        return resolve(source[at + 1 : end]), min(end + 1, len(source))
    found = TOKEN.match(source, at)
    assert found is not None
    if not AFTER_TOKEN.match(source, found.end()):
        raise _wrong("Unexpected end of name token", source, at)
    return found[0].lower(), found.end()


def _skip_space(source: str, at: int) -> int:
    found = SPACE.match(source, at)
    assert found is not None
    return found.end()


def entity(tag: Tag, inner: str, offset: int, length: int, before: list[Json]) -> Json | None:
    """The entity a closed tag makes; None for one that leaves only its text, or changes the entity before it."""
    place: Json = {"offset": offset, "length": length}
    if tag.name in SIMPLE:
        return {"type": SIMPLE[tag.name], **place}
    if tag.name == "blockquote":
        expandable = "expandable" in tag.attributes
        return {"type": "expandable_blockquote" if expandable else "blockquote", **place}
    if tag.name in ("pre", "code"):
        return _code(tag, place, before)
    return {"a": _link, "tg-emoji": _emoji, "tg-time": _time}[tag.name](tag, inner, place)


def _code(tag: Tag, place: Json, before: list[Json]) -> Json | None:
    """`pre` and `code` around the same text are one block with a language."""
    language = tag.attributes.get("class", "").removeprefix("language-")
    same = before[-1] if before and place.items() <= before[-1].items() else {}
    if tag.name == "pre" and same.get("type") == "code" and same.get("language"):
        same["type"] = "pre"
        return None
    if tag.name == "code" and same.get("type") == "pre" and language:
        same["language"] = language
        return None
    return {"type": tag.name, **place} | ({"language": language} if tag.name == "code" and language else {})


def _link(tag: Tag, inner: str, place: Json) -> Json | None:
    url = tag.attributes.get("href") or inner
    if user_id := mentioned_user(url):
        return {"type": "text_mention", **place, "user": {"id": user_id}}
    link = checked_link(url)
    return {"type": "text_link", **place, "url": link} if link else None


def _emoji(tag: Tag, _: str, place: Json) -> Json:
    number = tag.attributes.get("emoji-id", "")
    if not number.removeprefix("-").isdecimal() or int(number) == 0:
        raise invalid("can't parse entities: Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", **place, "custom_emoji_id": number}


def _time(tag: Tag, _: str, place: Json) -> Json | None:
    written = tag.attributes.get("format", "")
    if not TIME_FORMAT.fullmatch(written):
        raise invalid("can't parse entities: Invalid date format used")
    unix = tag.attributes.get("unix", "")
    if not unix.isdecimal() or int(unix) == 0:
        return None
    return {"type": "date_time", **place, "unix_time": int(unix), "date_time_format": written}


def _wrong(words: str, source: str, at: int) -> ApiError:
    return invalid(f"can't parse entities: {words} at byte offset {utf8(source[:at])}")
