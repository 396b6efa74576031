"""Telegram's HTML, read as TDLib reads it, with its words for what is wrong."""

import re
from typing import NamedTuple

from sandbox.errors import ApiError, invalid
from sandbox.html_references import reference
from sandbox.html_tags import Tag, entity, read_tag
from sandbox.lengths import utf8, utf16
from sandbox.wire import Json

SPECIAL = re.compile(r"[<&]")
END_TAG = re.compile(r"</([^ \t\r\n\v>]*)[ \t\r\n\v]*")
"""The rest of an end tag; that it is closed is checked apart, as it has its own words."""


class Open(NamedTuple):
    tag: Tag
    offset: int
    length: int
    """How long the text was, in Python's characters, when this tag began."""


class Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.entities: list[Json] = []
        self.open: list[Open] = []
        self.offset = 0
        self.measure = len if utf16(source) == len(source) else utf16

    def parse(self) -> tuple[str, list[Json]]:
        at = 0
        while found := SPECIAL.search(self.source, at):
            self._take(self.source[at : found.start()])
            at = self._special(found.start())
        self._take(self.source[at:])
        if self.open:
            raise self._wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag.name}"')
        return self._whole(), sorted(map(_shown, self.entities), key=outermost_first)

    def _special(self, at: int) -> int:
        if self.source[at] == "&":
            character, end = reference(self.source, at)
            self._take(character)
            return end
        return self._end(at) if self.source.startswith("</", at) else self._start(at)

    def _take(self, text: str) -> None:
        self.text.append(text)
        self.offset += self.measure(text)

    def _start(self, at: int) -> int:
        tag, end = read_tag(self.source, at)
        self.open.append(Open(tag, self.offset, len(self.text)))
        return end

    def _end(self, at: int) -> int:
        if not self.open:
            raise self._wrong(f"Unexpected end tag at byte offset {self._byte(at)}")
        found = END_TAG.match(self.source, at)
        assert found is not None
        if not self.source.startswith(">", found.end()):
            raise self._wrong(f"Unclosed end tag at byte offset {self._byte(at)}")
        opened, name = self.open.pop(), found[1].lower()
        if name and name != opened.tag.name:
            raise self._wrong(
                f'Unmatched end tag at byte offset {self._byte(at)}, expected "</{opened.tag.name}>", found "</{name}>"'
            )
        self._close(opened)
        return found.end() + 1

    def _close(self, opened: Open) -> None:
        if self.offset > opened.offset:
            inner = "".join(self.text[opened.length :])
            made = entity(opened.tag, inner, opened.offset, self.offset - opened.offset, self.entities)
            if made:
                self.entities.append(made)

    def _whole(self) -> str:
        """Two references may have spelled the halves of one character."""
        text = "".join(self.text)
        if self.measure is len and "&#" not in self.source:
            return text
        try:
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError as error:
            raise self._wrong(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from error

    def _byte(self, at: int) -> int:
        return utf8(self.source[:at])

    def _wrong(self, words: str) -> ApiError:
        return invalid(f"can't parse entities: {words}")


def parse(source: str) -> tuple[str, list[Json]]:
    if "\0" in source:
        raise invalid("can't parse entities: Text must not contain null bytes")
    return Parser(source).parse() if SPECIAL.search(source) else (source, [])


def outermost_first(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _shown(entity: Json) -> Json:
    """A language is shown for `pre` only; `code` carried it in case a `pre` would close around it."""
    return entity if entity["type"] != "code" else {k: v for k, v in entity.items() if k != "language"}
