"""Posters drawn and made into files, beside the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.domain.territories import Territory
from bot.views.posters import Poster, poster


@dataclass(frozen=True)
class Printed:
    """One page, as two files."""

    pdf: bytes
    png: bytes


def printed(asked: Poster) -> Printed:
    """Takes a processor for a good part of a second."""
    from bot.posters import files, page

    drawn = page.draw(asked)
    return Printed(files.pdf(drawn, asked.name), files.png(drawn))


class Printer:
    """A thread of its own, so that people are answered meanwhile; one, so that many posters are no more memory."""

    def __init__(self, operator: str) -> None:
        self._operator = operator
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="printer")

    async def print(self, territory: Territory, username: str) -> Printed:
        asked = poster(territory, username, self._operator)
        return await asyncio.get_running_loop().run_in_executor(self._thread, printed, asked)
