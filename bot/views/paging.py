"""Long lists of facts, in as many messages as they need; each page names the sources of what stands on it."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.facts import Source
from bot.domain.texts import utf16_length
from bot.i18n import Html, Words, joined
from bot.views.callbacks.elections import ElectionButton
from bot.views.lists import turning
from bot.views.screens import Button
from bot.views.sources import Footnotes, source_line

ROOM = 3000  # of the 4096 that a message holds, for what stands between a page's heading and its end


@dataclass(frozen=True)
class Item:
    """Something of the list, and who says so."""

    text: Html
    source: Source


def shown_length(text: Html) -> int:
    """As Telegram measures: without the markup."""
    return utf16_length(html.unescape(re.sub(r"<[^>]*>", "", text)))


def pages(items: Sequence[Item], _: Words) -> list[list[Item]]:
    """As many on each page as fit with their sources; one at least."""
    found: list[list[Item]] = []
    for item in items:
        page = found[-1] if found else []
        if not page or _length([*page, item], _) > ROOM:
            found.append([item])
        else:
            page.append(item)
    return found or [[]]


def _length(items: Sequence[Item], _: Words) -> int:
    sources = {item.source: None for item in items}
    lines = [item.text for item in items] + [source_line(one, _) for one in sources]
    return sum(shown_length(line) + 4 for line in lines)


def page(
    items: Sequence[Item], number: int, turn: Callable[[int], ElectionButton], _: Words
) -> tuple[Html, list[Button]]:
    """One page, or the last if there are fewer, with the ways to others."""
    listed = pages(items, _)
    last = len(listed) - 1
    shown = listed[min(number, last)]
    notes = Footnotes.of(item.source for item in shown)
    blocks = [Html(item.text + notes.mark(item.source)) for item in shown]
    return joined([*blocks, notes.numbered(_)]), turning(min(number, last), last, turn)
